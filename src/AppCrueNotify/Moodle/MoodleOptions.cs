namespace AppCrueNotify.Moodle;

/// <summary>Limits of what a Moodle may ask beside the intake.</summary>
internal sealed record MoodleOptions
{
    /// <summary>Test pushes of one site a minute. Default 5.</summary>
    public int TestPushesPerMinute { get; init; } = 5;

    /// <summary>Messages of one page of an export, and the most that may be asked for. Default 1,000.</summary>
    public int ExportPage { get; init; } = 1000;

    /// <summary>Exports and erasures of one site that wait for their turn; they are served one by one. Default 32.</summary>
    public int WaitingPerSite { get; init; } = 32;
}
