namespace TwinPush;

/// <summary>One TwinPush application: where its API is, which application it is, and the credentials to act for it.</summary>
/// <remarks>
/// Immutable and safe to share between threads. <see cref="ToString"/> never shows the credentials.
/// Source: TwinPush/api-docs, authentication.md.
/// </remarks>
public sealed record TwinPushApp
{
    /// <summary>
    /// The address of the API up to and including <c>/api/v2</c>, such as <c>https://app.twinpush.com/api/v2</c>;
    /// the subdomain depends on the platform the application lives on. A trailing slash makes no difference.
    /// </summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The application's identifier, 16 letters and digits, as the TwinPush console shows it.</summary>
    public required string AppId { get; init; }

    /// <summary>
    /// The key that may create and delete notifications (header <c>X-TwinPush-REST-API-Key-Creator</c>, 32 characters).
    /// Default: null, then these operations fail with <see cref="FailureKind.MissingCredential"/>. Empty counts as null.
    /// </summary>
    public string? CreatorKey { get; init; }

    /// <summary>
    /// The token for reports, deliveries and the device directory (header <c>X-TwinPush-REST-API-Token</c>, 32 characters).
    /// Default: null, then these operations fail with <see cref="FailureKind.MissingCredential"/>. Empty counts as null.
    /// </summary>
    public string? ApiToken { get; init; }

    /// <summary>Address and application id, and of each credential only whether there is one.</summary>
    public override string ToString() =>
        $"TwinPushApp {{ BaseAddress = {BaseAddress}, AppId = {AppId}, CreatorKey = {Presence(CreatorKey)}, ApiToken = {Presence(ApiToken)} }}";

    private static string Presence(string? secret) => string.IsNullOrEmpty(secret) ? "none" : "set";
}
