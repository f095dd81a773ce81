using AppCrueNotify.Storage;

namespace AppCrueNotify.Tests.Storage;

/// <summary>One database with its stores, empty at first.</summary>
internal abstract class StoreWorld : IAsyncDisposable
{
    public IIntakeStore Intake => Get<IIntakeStore>();
    public IDispatchStore Dispatch => Get<IDispatchStore>();
    public ISiteStore Sites => Get<ISiteStore>();
    public IReportStore Reports => Get<IReportStore>();
    public IUpkeepStore Upkeep => Get<IUpkeepStore>();
    public IInquiryStore Inquiries => Get<IInquiryStore>();
    public ISentinelStore Sentinels => Get<ISentinelStore>();
    public ISiteGateStore Gates => Get<ISiteGateStore>();
    public IOperatorStore Operators => Get<IOperatorStore>();
    public IErasureStore Erasures => Get<IErasureStore>();
    public IReceiptStore Receipts => Get<IReceiptStore>();
    public IDirectoryStore Directories => Get<IDirectoryStore>();
    public IDatabase Shared => Get<IDatabase>();

    public abstract T Get<T>() where T : notnull;

    /// <summary>Goes on as a new process would on the same database.</summary>
    public abstract Task ReopenAsync();

    /// <summary>Lets time pass for leases that run by the database's own clock.</summary>
    public abstract Task PassAsync(TimeSpan time);

    public abstract ValueTask DisposeAsync();
}
