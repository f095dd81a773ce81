namespace TwinPush.Transport;

/// <summary>Which credential a request carries; the device id in the path counts as none.</summary>
internal enum Credential
{
    None,
    CreatorKey,
    ApiToken,
}

/// <summary>What a second execution of the same request would do.</summary>
internal enum Repetition
{
    /// <summary>Nothing worth a word: the request reads, or sets something to the same value again.</summary>
    Harmless,

    /// <summary>It would happen twice.</summary>
    Doubles,
}

/// <summary>One request of the API: where it goes, with which credential, and how its answers are to be understood.</summary>
internal sealed record Operation(string Name, HttpMethod Method, string Path)
{
    public Credential Credential { get; init; } = Credential.None;

    public Repetition Repetition { get; init; } = Repetition.Harmless;

    /// <summary>Whether the request names a notification or device that may not exist; otherwise a 404 speaks of the configuration.</summary>
    public bool MayFindNothing { get; init; } = true;

    /// <summary>The method to use when this one turns out not to exist at the address. Default: null, then that is a failure.</summary>
    public HttpMethod? FallbackMethod { get; init; }
}
