using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>
/// The one writer of the database: whoever has its turn runs what waits and commits once for all of it.
/// Bookkeeping (what dispatch learned) goes before intake. A caller's task ends after the commit, never before.
/// </summary>
/// <remarks>
/// A caller who finds it idle takes the turn: waking a thread for one message, and being woken by it, costs as much as the disk. What came meanwhile
/// is for a thread of the writer's own, so that no caller works for others longer than one commit.
/// </remarks>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    private readonly StorageOptions _options;
    private readonly ILogger<SqliteWriter> _logger;
    private readonly Action<string> _onFatal;
    private readonly Channel<Work> _bookkeeping = Channel.CreateUnbounded<Work>(new() { SingleReader = true });
    private readonly Channel<Work> _intake;
    private readonly AutoResetEvent _arrived = new(false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession _session;
    private readonly SqliteTallies _tallies;
    private readonly StorageMetrics? _metrics;
    private readonly Lock _turn = new();
    private readonly List<Work> _round = [];
    private volatile bool _stopping;
    private volatile string? _fatal;

    /// <param name="onFatal">Called once with a sentence when the database cannot be trusted any more: the process must stop.</param>
    public SqliteWriter(StorageOptions options, ILogger<SqliteWriter> logger, Action<string> onFatal, StorageMetrics? metrics = null)
    {
        _options = options;
        _logger = logger;
        _onFatal = onFatal;
        _metrics = metrics;
        _intake = Channel.CreateBounded<Work>(new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });
        _session = new(options.DatabaseFile, write: true);
        _tallies = new(_session);
        _metrics?.WatchQueue(() => _intake.Reader.Count);
        new Thread(Loop) { Name = "sqlite-writer", IsBackground = true }.Start();
    }

    /// <summary>Runs what dispatch and commands have to write. Waits as long as it takes.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        Enqueue(_bookkeeping, work, cancellationToken);

    /// <summary>Runs what intake has to write.</summary>
    /// <exception cref="StoreUnavailableException">The queue is full: come back later.</exception>
    public Task<T> WriteIntakeAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        Enqueue(_intake, work, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_stopping)
        {
            // First no new work, then the end: the loop looks at the queues once more after it has seen that.
            _bookkeeping.Writer.TryComplete();
            _intake.Writer.TryComplete();
            _stopping = true;
            _arrived.Set();
        }

        await _ended.Task;
    }

    private Task<T> Enqueue<T>(Channel<Work> queue, Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        var item = new Work<T>(work);
        if (_fatal is { } fatal)
            return Task.FromException<T>(new StoreUnavailableException(fatal, TimeSpan.FromSeconds(30)));
        if (!queue.Writer.TryWrite(item))
        {
            return Task.FromException<T>(queue.Reader.Completion.IsCompleted || _stopping
                ? new StoreUnavailableException("The gateway is stopping.", TimeSpan.FromSeconds(10))
                : new StoreUnavailableException("More requests wait to be stored than the queue holds.", TimeSpan.FromSeconds(2)));
        }

        if (!TryRound())
            _arrived.Set();
        return item.Task;
    }

    /// <summary>One commit on the caller's thread, if nobody else has the turn; nor itself, inside a commit that it is in.</summary>
    /// <returns>False: something is left for the writer's own thread. What comes after that was looked at finds the turn taken, and wakes the thread itself.</returns>
    private bool TryRound()
    {
        if (_turn.IsHeldByCurrentThread || !_turn.TryEnter())
            return false;
        try
        {
            Round();
            return !_bookkeeping.Reader.TryPeek(out _) && !_intake.Reader.TryPeek(out _);
        }
        finally
        {
            _turn.Exit();
        }
    }

    private void Loop()
    {
        while (true)
        {
            var stopping = _stopping;
            bool worked;
            lock (_turn)
                worked = Round();
            if (worked)
                continue;
            if (stopping)
                break;
            _arrived.WaitOne();
        }

        // The event stays: a caller whose work was just done may still be about to set it.
        _session.Dispose();
        _ended.SetResult();
    }

    /// <summary>One commit for what waits now. The turn is the caller's.</summary>
    /// <returns>False: nothing waits.</returns>
    private bool Round()
    {
        _round.Clear();
        while (_round.Count < _options.CommitLimit && (_bookkeeping.Reader.TryRead(out var work) || _intake.Reader.TryRead(out work)))
            _round.Add(work);
        if (_round.Count > 0)
            Commit(_round);
        return _round.Count > 0;
    }

    private void Commit(List<Work> round)
    {
        if (_fatal is { } fatal)
        {
            // What came before the damage was known must not be acknowledged after it.
            foreach (var work in round)
                work.Fail(new StoreUnavailableException(fatal, TimeSpan.FromSeconds(30)));
            return;
        }

        try
        {
            _session.Mark("BEGIN IMMEDIATE");
            foreach (var work in round)
                RunAlone(work);
            _tallies.Write();
            _session.Mark("COMMIT");
        }
        catch (SqliteException e)
        {
            Log.CommitFailed(_logger, e.SqliteErrorCode, e.Message);
            RollBack();
            var refusal = Refusal(e);
            foreach (var work in round)
                work.Fail(refusal);
            return;
        }

        foreach (var work in round)
            work.Acknowledge();
        _metrics?.Committed(round.Count);
    }

    /// <summary>One item's mistake must not undo its neighbours: it is rolled back alone. What concerns the whole database is not caught here.</summary>
    private void RunAlone(Work work)
    {
        _session.Mark("SAVEPOINT item");
        try
        {
            work.Run(_session);
            _tallies.Keep();
        }
        catch (Exception e) when (e is not SqliteException sqlite || SqliteErrors.IsOfOneStatement(sqlite))
        {
            _session.Mark("ROLLBACK TO item");
            _tallies.Forget();
            work.Fail(e);
        }

        _session.Mark("RELEASE item");
    }

    private void RollBack()
    {
        _tallies.ForgetAll();
        try
        {
            _session.Mark("ROLLBACK");
        }
        catch (SqliteException e)
        {
            // SQLite has already rolled back by itself after some errors; the next BEGIN tells if it has not.
            Log.RollbackFailed(_logger, e.Message);
        }
    }

    private StoreUnavailableException Refusal(SqliteException e)
    {
        var sentence = SqliteErrors.Sentence(e, _options.Directory);
        if (SqliteErrors.IsFatal(e) && _fatal is null)
        {
            _fatal = sentence;
            _onFatal(sentence);
        }

        return new(sentence, TimeSpan.FromSeconds(10), e);
    }

    private abstract class Work
    {
        public abstract void Run(SqliteSession session);

        public abstract void Acknowledge();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<SqliteSession, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _source.Task;

        public override void Run(SqliteSession session) => _result = work(session);

        public override void Acknowledge() => _source.TrySetResult(_result);

        public override void Fail(Exception exception) => _source.TrySetException(exception);
    }

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Error, "The database refused a commit with error {Code}: {Reason}. Nothing of it was acknowledged.")]
        public static partial void CommitFailed(ILogger logger, int code, string reason);

        [LoggerMessage(102, LogLevel.Debug, "Rolling back said: {Reason}.")]
        public static partial void RollbackFailed(ILogger logger, string reason);
    }
}
