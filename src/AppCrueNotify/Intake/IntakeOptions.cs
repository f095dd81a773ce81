namespace AppCrueNotify.Intake;

/// <summary>Limits of the intake. The first two are its contract with Moodle.</summary>
internal sealed record IntakeOptions
{
    /// <summary>Messages a request may have. Default 1,000.</summary>
    public int MaxMessages { get; init; } = 1000;

    /// <summary>Bytes a request's body may have. Default 8 MiB.</summary>
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Requests of one site that are served at once. Default 16.</summary>
    public int RequestsPerSite { get; init; } = 16;

    /// <summary>Further requests of one site that may wait; those beyond are told to come back. Default 64.</summary>
    public int WaitingPerSite { get; init; } = 64;
}
