using Microsoft.Extensions.Logging;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator;

/// <summary>How the simulator is set up. Every value has a default that works on one's own machine.</summary>
internal sealed record SimulatorOptions
{
    /// <summary>Where to listen, separated by semicolons; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>The TwinPush apps that exist.</summary>
    public IReadOnlyList<SimulatedApp> Apps { get; init; } = [SimulatedApp.Demo];

    /// <summary>Registers a phone for every alias that a notification names and nobody has; off: unknown aliases are skipped, as TwinPush does.</summary>
    public bool AcceptAnyAlias { get; init; }

    /// <summary>How long every API answer takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The clock: deliveries progress with it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A JSON file that keeps phones and notifications over restarts; null: nothing is kept.</summary>
    public string? File { get; init; }

    /// <summary>How often <see cref="File"/> is written while something changes. It is also written at the end.</summary>
    public TimeSpan SaveEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where log lines go; null: nowhere.</summary>
    public ILoggerProvider? Logging { get; init; }

    /// <summary>What phones do by themselves.</summary>
    public PhoneBehaviour Phones { get; init; } = new();

    /// <summary>What we assume where the documentation is silent; README.md lists them.</summary>
    public Assumptions Assumptions { get; init; } = new();

    /// <summary>Notifications kept; the oldest goes first.</summary>
    public int KeepNotifications { get; init; } = 10_000;

    /// <summary>Estimated bytes of notifications and deliveries kept; the oldest notification goes first.</summary>
    public long KeepBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Inbox rows kept per alias; the oldest goes first.</summary>
    public int InboxSize { get; init; } = 200;

    /// <summary>Requests remembered.</summary>
    public int KeepRequests { get; init; } = 2_000;

    /// <summary>Remembers the bodies of requests too. For tests; costs memory.</summary>
    public bool KeepRequestBodies { get; init; }

    /// <summary>Start of every random choice (identifiers, phones' behaviour, faults by chance).</summary>
    public int Seed { get; init; } = 1;
}
