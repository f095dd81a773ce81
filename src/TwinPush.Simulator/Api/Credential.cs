namespace TwinPush.Simulator.Api;

/// <summary>What a request must prove (authentication.md).</summary>
internal enum Credential
{
    /// <summary>Nothing, or the device id in the path.</summary>
    None,

    /// <summary>X-TwinPush-REST-API-Token.</summary>
    ApiToken,

    /// <summary>X-TwinPush-REST-API-Key-Creator.</summary>
    CreatorKey,
}
