namespace AppCrueNotify.Messages.Reading;

/// <summary>What the required fields of a message must be. Each rule gives the error, or null.</summary>
internal static class MessageRules
{
    private const int LongestKey = 200;
    private const int LongestName = 100;
    private const int LongestAlias = 255;

    public static string? KeyError(string? key) =>
        string.IsNullOrWhiteSpace(key) ? "'key' is missing"
        : key.Length > LongestKey ? $"'key' is longer than {LongestKey} characters"
        : HasControls(key) ? "'key' has control or broken characters"
        : null;

    public static string? NameError(string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? $"'{field}' is missing"
        : value.Length > LongestName ? $"'{field}' is longer than {LongestName} characters"
        : HasControls(value) ? $"'{field}' has control or broken characters"
        : null;

    /// <summary>An empty alias is no error: such a message is skipped.</summary>
    public static string? AliasError(string? alias) =>
        alias is null ? null
        : alias.Length > LongestAlias ? $"'userto.alias' is longer than {LongestAlias} characters"
        : HasControls(alias) ? "'userto.alias' has control or broken characters"
        : null;

    private static bool HasControls(string text) => text.Any(c => char.IsControl(c) || c == '\uFFFD');
}
