namespace TwinPush.Simulator.Requests;

/// <summary>An API request that reached the simulator.</summary>
internal sealed record SeenRequest
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the operation, such as "create".</summary>
    public required string Operation { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Bytes of the body.</summary>
    public required int BodyBytes { get; init; }

    /// <summary>Only with <see cref="SimulatorOptions.KeepRequestBodies"/>.</summary>
    public byte[]? Body { get; init; }

    /// <summary>"devices_aliases", "multiple_alias", ...; null unless a notification with a valid target was to be created.</summary>
    public string? TargetKind { get; init; }

    /// <summary>Entries of the target, known or not.</summary>
    public int? Recipients { get; init; }

    /// <summary>Status answered; null where no status line was sent (reset, hang).</summary>
    public int? Status { get; init; }

    /// <summary>What was accepted, whether or not the answer could tell.</summary>
    public string? NotificationId { get; init; }

    /// <summary>The fault that was played; null: none.</summary>
    public string? Fault { get; init; }
}
