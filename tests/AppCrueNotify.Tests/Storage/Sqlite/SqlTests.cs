using System.Reflection;
using System.Text.RegularExpressions;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Tests.Storage.Sqlite;

/// <summary>Every statement has a file, a property, a user in the program, a place in the schema and a query plan we chose.</summary>
public sealed partial class SqlTests : IAsyncDisposable
{
    // Scans that are meant: tables of a few rows, or questions of people and housekeeping that an index would make every message pay for.
    private static readonly Dictionary<string, string> MeantScans = new()
    {
        ["select-site-version"] = "one row",
        ["select-more-of-push"] = "what it just read of an index, which has an end",
        ["select-sites"] = "as many rows as sites, read when one changed",
        ["select-site-tokens"] = "as many rows as sites, read when one changed",
        ["insert-site"] = "as many rows as sites, by hand: the foreign keys look",
        ["expire-site-tokens"] = "as many rows as sites, by hand",
        ["delete-site-tokens"] = "as many rows as sites, by hand",
        ["delete-expired-site-tokens"] = "as many rows as sites, by hand",
        ["count-states"] = "a person asks",
        ["count-directory"] = "a person asks",
        ["select-abandoned-directories"] = "as many rows as sites",
        ["select-receipt-states"] = "as many rows as sites, a person asks",
        ["select-ready-erasures"] = "erasures that wait for a request under way: a handful",
        ["count-inquiries"] = "lost answers that are being looked up: a handful, a person asks",
        ["select-connections"] = "as many rows as sites, a person asks",
        ["select-backlog"] = "walks the part of an index that its limit allows, and its own one row",
        ["hurry-stranded"] = "once at the start, the index of what waits",
        ["delete-attempts-before"] = "the oldest attempts, bounded by its limit",
    };

    private readonly SqliteWorld _world = new();

    private static IReadOnlyList<Sql> Statements { get; } =
        [.. typeof(Sql).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == typeof(Sql)).Select(p => (Sql)p.GetValue(null)!)];

    public static TheoryData<string> Names => [.. Statements.Select(s => s.Name)];

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void Every_file_is_a_statement_and_every_statement_a_file()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src/AppCrueNotify/Storage/Sqlite/Statements")).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(files.Order(StringComparer.Ordinal), Statements.Select(s => s.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_statement_is_used()
    {
        var sources = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src/AppCrueNotify/Storage/Sqlite"), "Sqlite*.cs").Select(File.ReadAllText).ToList();
        var properties = typeof(Sql).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(p => p.Name);
        Assert.All(properties, name => Assert.Contains(sources, s => Regex.IsMatch(s, $@"\bSql\.{name}\b")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_statement_fits_the_schema_and_is_planned_without_an_unmeant_scan(string name)
    {
        var plan = Plan(Statements.Single(s => s.Name == name));
        var scans = plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal));
        if (MeantScans.ContainsKey(name))
            Assert.NotEmpty(scans);
        else
            Assert.Empty(scans);
    }

    [Fact]
    public void Choosing_what_is_due_walks_its_indexes_in_order_and_sorts_nothing()
    {
        var plan = Plan(Sql.SelectDue);
        Assert.Equal(
            [
                "SEARCH r USING INDEX recipient_due (site_id=? AND priority=? AND due_at<?)",
                "CORRELATED SCALAR SUBQUERY 1",
                "SEARCH a USING COVERING INDEX recipient_ahead (site_id=? AND user_id=? AND id<?)",
            ],
            plan.Select(step => step.Replace("USING INDEX recipient_ahead", "USING COVERING INDEX recipient_ahead", StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public void Bringing_the_next_of_a_user_to_the_front_reads_one_entry_of_an_index()
    {
        using var connection = new SqliteConnection($"Data Source={_world.Options.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN SELECT min(id) FROM recipient WHERE site_id = 1 AND user_id = 2 AND state = 'waiting' AND behind = 1";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Contains("INDEX recipient_behind (site_id=? AND user_id=?)", reader.GetString(3), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select-next-due", "recipient_due")]
    [InlineData("select-due-groups", "recipient_group")]
    [InlineData("select-more-of-push", "recipient_push (push_id=? AND rowid>?)")]
    [InlineData("put-behind", "recipient_ahead")]
    [InlineData("hurry-ahead", "recipient_ahead")]
    [InlineData("expire-waiting", "recipient_expiry")]
    [InlineData("select-known-keys", "recipient_key")]
    [InlineData("insert-recipients", "push_content")]
    [InlineData("settle-recipients", "recipient_attempt")]
    [InlineData("requeue-recipients", "recipient_attempt")]
    [InlineData("select-attempt-recipients", "recipient_attempt")]
    [InlineData("select-open-attempts", "attempt_open")]
    [InlineData("delete-pushes-without-recipients", "recipient_push")]
    [InlineData("cancel-waiting-of-site", "recipient_")]
    [InlineData("delete-expired-short-links", "short_link_expiry")]
    [InlineData("return-recipients", "recipient_unreached")]
    [InlineData("select-asked", "directory_asked")]
    [InlineData("select-receipt-due", "receipt_due")]
    [InlineData("select-receipt-new", "receipt_new")]
    [InlineData("schedule-receipts", "receipt_new")]
    [InlineData("claim-receipts", "receipt_due")]
    [InlineData("select-receipt-recipients", "recipient_attempt")]
    [InlineData("select-due-inquiries", "inquiry_due")]
    [InlineData("select-newest-accepted", "attempt_sentinel")]
    public void A_statement_uses_its_index(string name, string index)
    {
        var plan = Plan(Statements.Single(s => s.Name == name));
        Assert.Contains(plan, step => step.Contains($"INDEX {index}", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [GeneratedRegex("@[a-z]+")]
    private static partial Regex Parameter { get; }

    private List<string> Plan(Sql sql)
    {
        using var connection = new SqliteConnection($"Data Source={_world.Options.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The program's own statement.
        command.CommandText = $"EXPLAIN QUERY PLAN {sql.Text}";
#pragma warning restore CA2100
        foreach (var name in Parameter.Matches(sql.Text).Select(m => m.Value).Distinct())
            command.Parameters.AddWithValue(name, DBNull.Value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }
}
