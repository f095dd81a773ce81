namespace TwinPush.Simulator.Faults;

/// <summary>What can go wrong between TwinPush and its client.</summary>
internal enum FaultKind
{
    /// <summary>The answer comes late, and is otherwise right.</summary>
    Latency,

    /// <summary>A status with TwinPush's error JSON, or a given body and headers.</summary>
    Status,

    /// <summary>A page of a proxy instead of JSON.</summary>
    NotJson,

    /// <summary>The right status and no body.</summary>
    EmptyBody,

    /// <summary>2xx, JSON, and no id in it.</summary>
    NoId,

    /// <summary>2xx and half of the JSON.</summary>
    MalformedBody,

    /// <summary>The connection is reset before the request has any effect.</summary>
    ResetBefore,

    /// <summary>The connection is reset after the request had its effect.</summary>
    ResetAfter,

    /// <summary>The connection closes in the middle of the headers.</summary>
    CutHeaders,

    /// <summary>The connection closes in the middle of the body.</summary>
    CutBody,

    /// <summary>The body comes byte by byte.</summary>
    Drip,

    /// <summary>A redirect.</summary>
    Redirect,

    /// <summary>No answer at all until the client gives up or the faults are cleared.</summary>
    Hang,
}
