namespace TwinPush;

/// <summary>What an app must be like before a client is made for it. No message quotes a credential.</summary>
internal static class AppRules
{
    public static void ThrowIfInvalid(TwinPushApp app)
    {
        if (AddressFlaw(app.BaseAddress) is { } flaw)
            throw new ArgumentException($"BaseAddress {flaw}; it is the API's address up to and including /api/v2.", nameof(app));
        ThrowIfNoId(app.AppId, "AppId", nameof(app));
        ThrowIfNoHeader(app.CreatorKey, nameof(app.CreatorKey), nameof(app));
        ThrowIfNoHeader(app.ApiToken, nameof(app.ApiToken), nameof(app));
    }

    /// <summary>An identifier becomes one path segment; the dots would climb out of it.</summary>
    public static void ThrowIfNoId(string? id, string what, string parameter)
    {
        if (string.IsNullOrWhiteSpace(id) || id is "." or ".." || id.Any(char.IsControl) || id.Any(char.IsSurrogate))
            throw new ArgumentException($"{what} is empty or not an identifier.", parameter);
    }

    private static string? AddressFlaw(Uri? address)
    {
        if (address is null)
            return "is missing";
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return "is not an absolute http or https address";
        return address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0 ? "has a query, a fragment or a user" : null;
    }

    private static void ThrowIfNoHeader(string? secret, string what, string parameter)
    {
        if (secret is not null && secret.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            throw new ArgumentException($"{what} has characters that a header cannot carry, such as spaces or line breaks.", parameter);
    }
}
