using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Tests.Storage.Sqlite;

/// <summary>Holds a writer inside a commit, so that what is given to it meanwhile waits together.</summary>
internal sealed class Gate(SqliteWriter writer) : IDisposable
{
    private readonly ManualResetEventSlim _entered = new();
    private readonly ManualResetEventSlim _open = new();
    private Task _held = Task.CompletedTask;

    /// <summary>Holds the writer from here on.</summary>
    public void Shut()
    {
        var cancellation = TestContext.Current.CancellationToken;
        // On a thread of its own: who finds the writer idle does the work itself.
        _held = Task.Factory.StartNew(
            () => writer.WriteAsync(
                _ =>
                {
                    _entered.Set();
                    _open.Wait(cancellation);
                    return true;
                }, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        _entered.Wait(cancellation);
    }

    /// <summary>Lets the writer go on.</summary>
    public Task OpenAsync()
    {
        _open.Set();
        return _held;
    }

    /// <returns>The results of the tasks that were begun while the writer was held.</returns>
    public async Task<int[]> WhileShutAsync(Func<IReadOnlyList<Task<int>>> begin)
    {
        Shut();
        var tasks = begin();
        await OpenAsync();
        return await Task.WhenAll(tasks);
    }

    public void Dispose()
    {
        _entered.Dispose();
        _open.Dispose();
    }
}
