using System.Diagnostics;
using AppCrueNotify.Tests.Storage.Postgres;
using TwinPush.Simulator;

namespace AppCrueNotify.Scale;

/// <summary>One run: fresh database, fresh nodes, fresh simulator.</summary>
internal static class Run
{
    // As docs/scaling.md recommends for a machine of this size. What 202 means (fsync, synchronous_commit) stays as it is.
    private static readonly string[] Server = ["shared_buffers=2GB", "max_wal_size=8GB"];

    /// <param name="nodes">Gateways on one PostgreSQL; 0: one on SQLite.</param>
    public static async Task<Result> MeasureAsync(int nodes, Day day, CancellationToken cancellationToken)
    {
        System.Console.Error.WriteLine($"{(nodes == 0 ? "SQLite" : $"PostgreSQL, nodes: {nodes}")}: {day.Recipients:N0} recipients of {day.Sites} sites");
        await using var simulator = await TwinPushSimulator.StartAsync(
            new() { AcceptAnyAlias = true, KeepNotifications = 20, KeepBytes = 4 << 20, InboxSize = 1, KeepRequests = 200_000 }, cancellationToken);
        await using var cluster = nodes == 0 ? null : await PostgresCluster.StartNewAsync(Server, cancellationToken);
        await using var gateways = await Gateways.StartAsync(Math.Max(nodes, 1), cluster, simulator.ApiAddress, day, cancellationToken);
        // A gateway runs for weeks: what the just-in-time compiler does first is not the rate.
        await gateways.WarmUpAsync(cancellationToken);
        var warm = Sent(simulator);
        var (before, own, database) = (gateways.CpuTime, Process.GetCurrentProcess().TotalProcessorTime, ServerCpu.Of(cluster));
        var started = Stopwatch.GetTimestamp();
        var posting = gateways.PostAsync(day, cancellationToken);
        while (Sent(simulator) - warm < day.Recipients)
        {
            if (posting.IsFaulted)
                await posting;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }

        var all = Stopwatch.GetElapsedTime(started);
        var taken = await posting;
        return new(nodes, all, taken, day.Recipients / all.TotalSeconds, simulator.State.Requests.Count("create"),
            gateways.CpuTime - before, ServerCpu.Of(cluster) - database, Process.GetCurrentProcess().TotalProcessorTime - own);
    }

    private static long Sent(TwinPushSimulator simulator) => simulator.State.Requests.OldestFirst.Where(r => r.Operation == "create" && r.Status is >= 200 and < 300).Sum(r => (long)(r.Recipients ?? 0));
}

/// <summary>What a run took.</summary>
/// <param name="All">From the first request until TwinPush had the last recipient.</param>
/// <param name="Taken">From the first request until the last acknowledgement.</param>
/// <param name="Server">Processor time of PostgreSQL.</param>
/// <param name="World">Processor time of the load and of the simulator.</param>
internal sealed record Result(int Nodes, TimeSpan All, TimeSpan Taken, double PerSecond, long Requests, TimeSpan Gateways, TimeSpan Server, TimeSpan World);
