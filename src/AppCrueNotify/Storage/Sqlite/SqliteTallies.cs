using System.Runtime.InteropServices;
using System.Text;
using AppCrueNotify.Messages;
using SQLitePCL;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>
/// Keeps the counters of the console true. Triggers of the writing connection tell every row that comes, changes its state or goes, whatever statement did it;
/// the sums are kept in memory and written with the commit: some rows a commit, not one a message.
/// </summary>
internal sealed class SqliteTallies
{
    private const string Function = "tally_change";

    // Temporary: they belong to this connection, and only a connection that can add the sums up has them.
    private const string Triggers =
        $"""
        CREATE TEMP TRIGGER tally_inserted AFTER INSERT ON main.recipient BEGIN
            SELECT {Function}(new.site_id, new.created_at, new.state_at, NULL, new.state); END;
        CREATE TEMP TRIGGER tally_updated AFTER UPDATE OF state ON main.recipient WHEN old.state <> new.state BEGIN
            SELECT {Function}(new.site_id, new.created_at, new.state_at, old.state, new.state); END;
        CREATE TEMP TRIGGER tally_deleted AFTER DELETE ON main.recipient BEGIN
            SELECT {Function}(old.site_id, old.created_at, old.state_at, old.state, NULL); END;
        """;

    private static readonly (byte[] Word, RecipientState State)[] Words =
        [.. Enum.GetValues<RecipientState>().Select(state => (Encoding.UTF8.GetBytes(state.Word()), state))];

    private readonly SqliteSession _session;
    private readonly Sums _item = new();
    private readonly Sums _commit = new();

    public SqliteTallies(SqliteSession session)
    {
        _session = session;
        var result = raw.sqlite3_create_function(session.Connection.Handle, Function, 5, raw.SQLITE_UTF8, this, static (context, state, arguments) =>
        {
            // No exception may leave for SQLite's own code: the statement fails instead.
            if (((SqliteTallies)state).TryNote(arguments))
                raw.sqlite3_result_null(context);
            else
                raw.sqlite3_result_error(context, "A message is in no state that the counters know.");
        });
        if (result != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite did not take the function {Function}: {result}.");
        session.Execute(Triggers);
    }

    /// <summary>What the item changed stays.</summary>
    public void Keep() => _item.MoveTo(_commit);

    /// <summary>What the item changed was rolled back.</summary>
    public void Forget() => _item.Clear();

    /// <summary>The whole commit was rolled back.</summary>
    public void ForgetAll()
    {
        _item.Clear();
        _commit.Clear();
    }

    /// <summary>Writes the sums; before the commit.</summary>
    public void Write()
    {
        if (_commit.IsEmpty)
            return;
        var now = _commit.States.GroupBy(s => (s.Key.Site, s.Key.State)).Select(g => (g.Key.Site, g.Key.State, Count: g.Sum(s => s.Value))).Where(s => s.Count != 0).ToList();
        if (now.Count > 0)
        {
            _session.Run(Sql.AddTally, ("@changes", SqliteRow.Json(now, (writer, sum) =>
            {
                writer.WriteNumberValue(sum.Site);
                writer.WriteStringValue(sum.State.Word());
                writer.WriteNumberValue(sum.Count);
            })));
        }

        var hours = _commit.States.Where(s => s.Value != 0).ToList();
        if (hours.Count > 0)
        {
            var json = SqliteRow.Json(hours, (writer, sum) =>
            {
                writer.WriteNumberValue(sum.Key.Site);
                writer.WriteNumberValue(sum.Key.Hour);
                writer.WriteStringValue(sum.Key.State.Word());
                writer.WriteNumberValue(sum.Value);
            });
            _session.Run(Sql.AddTallyHour, ("@changes", json));
            if (hours.Exists(h => h.Value < 0))
                _session.Run(Sql.DeleteEmptyTallyHours, ("@changes", json));
        }

        if (_commit.Delays.Count > 0)
        {
            _session.Run(Sql.AddTallyDelay, ("@changes", SqliteRow.Json(_commit.Delays, (writer, sum) =>
            {
                writer.WriteNumberValue(sum.Key.Site);
                writer.WriteNumberValue(sum.Key.Hour);
                writer.WriteNumberValue(sum.Key.UpTo);
                writer.WriteNumberValue(sum.Value);
            })));
        }

        _commit.Clear();
    }

    private bool TryNote(sqlite3_value[] arguments)
    {
        if (!TryState(arguments[3], out var before) || !TryState(arguments[4], out var after))
            return false;
        var site = raw.sqlite3_value_int64(arguments[0]);
        var taken = raw.sqlite3_value_int64(arguments[1]);
        var hour = taken / TallyRules.HourMilliseconds;
        if (before is { } old)
            _item.Add(site, hour, old, -1);
        if (after is { } now)
            _item.Add(site, hour, now, 1);
        if (before == RecipientState.Sending && after == RecipientState.Sent)
            _item.AddDelay(site, hour, TallyRules.Bucket(raw.sqlite3_value_int64(arguments[2]) - taken));
        return true;
    }

    private static bool TryState(sqlite3_value value, out RecipientState? found)
    {
        found = null;
        if (raw.sqlite3_value_type(value) == raw.SQLITE_NULL)
            return true;
        var text = raw.sqlite3_value_blob(value);
        foreach (var (word, state) in Words)
        {
            if (!text.SequenceEqual(word))
                continue;
            found = state;
            return true;
        }

        return false;
    }

    /// <summary>Changes of counters, not written yet.</summary>
    private sealed class Sums
    {
        public Dictionary<(long Site, long Hour, RecipientState State), long> States { get; } = [];
        public Dictionary<(long Site, long Hour, long UpTo), long> Delays { get; } = [];
        public bool IsEmpty => States.Count == 0 && Delays.Count == 0;

        public void Add(long site, long hour, RecipientState state, long count) => CollectionsMarshal.GetValueRefOrAddDefault(States, (site, hour, state), out _) += count;

        public void AddDelay(long site, long hour, long upTo) => CollectionsMarshal.GetValueRefOrAddDefault(Delays, (site, hour, upTo), out _)++;

        public void MoveTo(Sums other)
        {
            foreach (var ((site, hour, state), count) in States)
                other.Add(site, hour, state, count);
            foreach (var (key, count) in Delays)
                CollectionsMarshal.GetValueRefOrAddDefault(other.Delays, key, out _) += count;
            Clear();
        }

        public void Clear()
        {
            States.Clear();
            Delays.Clear();
        }
    }
}
