using System.Diagnostics;
using AppCrueNotify.Reliability.Tests.Histories;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>Runs seeds on as many threads as there are processors, each with a store of its own.</summary>
internal static class SeededRuns
{
    /// <param name="atMost">No seed is begun after this long.</param>
    /// <param name="judge">Called from several threads; false: no other seed is begun.</param>
    public static async Task RunAsync(IEnumerable<int> seeds, Func<SimulatedStore, IDispatchStore, IDispatchStore> mutate, TimeSpan atMost, Func<int, RunHistory, bool> judge, CancellationToken cancellationToken)
    {
        using var left = seeds.GetEnumerator();
        var (started, over, gate) = (Stopwatch.GetTimestamp(), false, new Lock());
        int? Next()
        {
            lock (gate)
                return !over && !cancellationToken.IsCancellationRequested && Stopwatch.GetElapsedTime(started) < atMost && left.MoveNext() ? left.Current : null;
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(async _ =>
        {
            var twinPush = new FaultyTwinPush();
            await using var store = await SimulatedStore.OpenAsync(twinPush, cancellationToken);
            await OnThreadOfItsOwn(() =>
            {
                while (Next() is { } seed)
                    over |= !judge(seed, SeededRun.Run(store, twinPush, seed, mutate));
            });
        }));
    }

    // The threads of the pool are for what the store continues on them: one that blocks would keep it waiting.
    private static Task OnThreadOfItsOwn(Action work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                work();
                ended.SetResult();
            }
            catch (Exception e)
            {
                ended.SetException(e);
            }
        }, 16 * 1024 * 1024) { IsBackground = true }.Start();
        return ended.Task;
    }
}
