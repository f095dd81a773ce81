using System.CommandLine;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Commands;

/// <summary>What describes a site on the command line, for adding and for changing one.</summary>
internal sealed class SiteOptions
{
    // Where AppCRUE's universities are.
    private const string AppCrueTwinPush = "https://appcrue.twinpush.com/api/v2";

    private readonly Option<string?> _moodle = new("--moodle") { Description = "Moodle's address (its wwwroot).", HelpName = "URL" };
    private readonly Option<string?> _appId = new("--app-id") { Description = "TwinPush's application id.", HelpName = "ID" };
    private readonly Option<string?> _creatorKey = new("--creator-key") { Description = "TwinPush's REST API key for creating notifications.", HelpName = "KEY" };
    private readonly Option<string?> _creatorKeyFile = new("--creator-key-file") { Description = "A file with that key; - reads standard input.", HelpName = "FILE" };
    private readonly Option<string?> _apiToken = new("--api-token") { Description = "TwinPush's REST API token, for reports and devices. Optional; an empty one removes it.", HelpName = "TOKEN" };
    private readonly Option<string?> _apiTokenFile = new("--api-token-file") { Description = "A file with that token; - reads standard input.", HelpName = "FILE" };
    private readonly Option<string?> _twinPush = new("--twinpush-url") { Description = $"TwinPush's API, up to and including /api/v2. Default: {AppCrueTwinPush}", HelpName = "URL" };

    public SiteOptions(bool adding)
    {
        _moodle.Required = adding;
        _appId.Required = adding;
    }

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_moodle, _appId, _creatorKey, _creatorKeyFile, _apiToken, _apiTokenFile, _twinPush])
            command.Options.Add(option);
    }

    /// <summary>The site with what was given put in place of what was.</summary>
    /// <exception cref="UsageException">A value does not fit.</exception>
    public async Task<Site> ApplyAsync(Site? before, string name, ParseResult parsed, CancellationToken cancellationToken)
    {
        var secrets = new SecretInput();
        var creatorKey = await secrets.ReadAsync(parsed, _creatorKey, _creatorKeyFile, cancellationToken) ?? before?.CreatorKey;
        var apiToken = await secrets.ReadAsync(parsed, _apiToken, _apiTokenFile, cancellationToken) ?? before?.ApiToken;
        if (string.IsNullOrEmpty(creatorKey))
            throw new UsageException("The site needs TwinPush's creator key: give --creator-key or --creator-key-file.");
        var appId = parsed.GetValue(_appId) ?? before?.AppId ?? "";
        if (appId.Length == 0 || appId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            throw new UsageException($"'{appId}' is no application id of TwinPush: it has letters and digits, mostly 16.");
        return new()
        {
            Id = before?.Id ?? 0,
            Name = name,
            MoodleUrl = parsed.GetValue(_moodle) is { } moodle ? Address("--moodle", moodle) : before!.MoodleUrl,
            AppId = appId,
            TwinPushUrl = parsed.GetValue(_twinPush) is { } twinPush ? TwinPushAddress(twinPush) : before?.TwinPushUrl ?? new(AppCrueTwinPush),
            CreatorKey = creatorKey,
            ApiToken = apiToken is { Length: > 0 } ? apiToken : null,
        };
    }

    private static Uri TwinPushAddress(string text)
    {
        var address = Address("--twinpush-url", text);
        return address.EndsWith("/api/v2", StringComparison.Ordinal)
            ? new(address)
            : throw new UsageException($"--twinpush-url: '{text}' does not end in /api/v2. Give the API's base, such as {AppCrueTwinPush}.");
    }

    /// <summary>A typed address without the slash at its end.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string Address(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", Fragment: "", UserInfo: "" }
            ? text.TrimEnd('/')
            : throw new UsageException($"{option}: '{text}' is no address. It starts with https:// or http:// and has no query.");
}
