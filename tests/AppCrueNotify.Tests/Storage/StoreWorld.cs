using AppCrueNotify.Storage;

namespace AppCrueNotify.Tests.Storage;

/// <summary>One database with its stores, empty at first.</summary>
internal abstract class StoreWorld : IAsyncDisposable
{
    public abstract IIntakeStore Intake { get; }
    public abstract IDispatchStore Dispatch { get; }
    public abstract ISiteStore Sites { get; }
    public abstract IReportStore Reports { get; }
    public abstract IUpkeepStore Upkeep { get; }
    public abstract IOperatorStore Operators { get; }
    public abstract IErasureStore Erasures { get; }
    public abstract IReceiptStore Receipts { get; }
    public abstract IDirectoryStore Directories { get; }
    public abstract IDatabase Database { get; }

    /// <summary>Goes on as a new process would on the same database.</summary>
    public abstract Task ReopenAsync();

    public abstract ValueTask DisposeAsync();
}
