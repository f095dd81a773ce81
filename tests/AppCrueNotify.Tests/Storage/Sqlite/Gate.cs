using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Tests.Storage.Sqlite;

/// <summary>Holds a writer inside a commit, so that what is given to it meanwhile waits together.</summary>
internal sealed class Gate(SqliteWriter writer) : IDisposable
{
    private readonly ManualResetEventSlim _entered = new();
    private readonly ManualResetEventSlim _open = new();

    /// <returns>The results of the tasks that were begun while the writer was held.</returns>
    public async Task<int[]> WhileShutAsync(Func<IReadOnlyList<Task<int>>> begin)
    {
        var cancellation = TestContext.Current.CancellationToken;
        // On a thread of its own: who finds the writer idle does the work itself.
        var held = Task.Factory.StartNew(
            () => writer.WriteAsync(
                _ =>
                {
                    _entered.Set();
                    _open.Wait(cancellation);
                    return true;
                }, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        _entered.Wait(cancellation);
        var tasks = begin();
        _open.Set();
        await held;
        return await Task.WhenAll(tasks);
    }

    public void Dispose()
    {
        _entered.Dispose();
        _open.Dispose();
    }
}
