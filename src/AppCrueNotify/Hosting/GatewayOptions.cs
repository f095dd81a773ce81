using AppCrueNotify.Console;
using AppCrueNotify.Dispatch;
using AppCrueNotify.Intake;
using AppCrueNotify.Logging;
using AppCrueNotify.Metrics;
using AppCrueNotify.Moodle;
using AppCrueNotify.Receipts;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Hosting;

/// <summary>Everything that a gateway is started with.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Where it listens.</summary>
    public required string Urls { get; init; }

    public required StorageOptions Storage { get; init; }
    public IntakeOptions Intake { get; init; } = new();
    public MoodleOptions Moodle { get; init; } = new();
    public MetricsOptions Metrics { get; init; } = new();
    public DispatchOptions Dispatch { get; init; } = new();

    /// <summary>How long an attempt is its node's; null: as <see cref="Dispatch"/> has it.</summary>
    public TimeSpan? AttemptLease { get; init; }
    public SentinelOptions Sentinels { get; init; } = new();
    public ReceiptsOptions Receipts { get; init; } = new();
    public ConsoleOptions Console { get; init; } = new();

    /// <summary>How the log is written on the terminal; null: not there.</summary>
    public LogForm? LogForm { get; init; } = Logging.LogForm.Text;
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Whether the log goes to files of the data directory as well.</summary>
    public bool LogFiles { get; init; } = true;

    public TimeProvider Time { get; init; } = new SteadyTime(TimeProvider.System);
}
