using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Tests.Storage.Sqlite;

/// <summary>The questions of pages walk what they are meant to walk.</summary>
public sealed class ViewPlanTests : IAsyncDisposable
{
    private static readonly MessageFilter Everything = new()
    {
        Sites = [1, 2], UserId = 7, Alias = "ana", CourseId = 2, Component = "mod_forum", States = [RecipientState.Sent], From = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch,
    };

    private readonly SqliteWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void A_window_is_a_range_of_ids_whatever_is_asked_of_it()
    {
        var parameters = new DynamicParameters(new { before = 9L, lowest = 1L, wanted = 5 });
        Assert.Equal(
            ["SEARCH r USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"],
            Plan($"SELECT r.id FROM recipient r WHERE r.id < @before AND r.id >= @lowest {FilterSql.Of(Everything, parameters)} ORDER BY r.id DESC LIMIT @wanted", parameters));
    }

    [Fact]
    public void A_key_is_found_by_its_index()
    {
        var parameters = new DynamicParameters(new { key = "k", before = 9L, wanted = 5 });
        Assert.Contains(
            Plan("SELECT r.id FROM recipient r WHERE r.key = @key AND r.site_id IN (1,2) AND r.id < @before ORDER BY r.id DESC LIMIT @wanted", parameters),
            step => step.Contains("recipient_key (site_id=? AND key=?", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_not_sent_is_walked_in_order_without_sorting()
    {
        var plan = Plan(IdSource.Unsent.Walks([(1, RecipientState.Failed), (2, RecipientState.Held)]), new { before = 9L, lowest = 1L, size = 5 });
        Assert.Equal(2, plan.Count(step => step.Contains("COVERING INDEX recipient_unsent (site_id=? AND state=? AND id>? AND id<?)", StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT min(id) FROM recipient WHERE site_id = 1 AND state = 'waiting'", "INDEX recipient_")]
    [InlineData("SELECT min(hour) * 3600000 FROM tally_hour_all WHERE site_id = 1 AND state = 'waiting' AND count > 0", "tally_hour_waiting (site_id=?)")]
    [InlineData("SELECT site_id, hour, state, sum(count) FROM tally_hour_all WHERE hour >= 1 GROUP BY hour, site_id, state HAVING sum(count) <> 0", "PRIMARY KEY (hour>?)")]
    [InlineData("SELECT site_id, upto, sum(count) FROM tally_delay_all WHERE hour >= 1 GROUP BY site_id, upto", "PRIMARY KEY (hour>?)")]
    [InlineData("SELECT created_at FROM recipient WHERE id >= 1 ORDER BY id LIMIT 1", "PRIMARY KEY (rowid>?)")]
    public void Counters_and_times_are_searched(string sql, string index) => Assert.Contains(Plan(sql), step => step.Contains(index, StringComparison.Ordinal));

    [Fact]
    public async Task Upgrading_counts_what_is_there()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var token = AppCrueNotify.Sites.SiteToken.Create();
        var site = (await _world.Sites.AddAsync(Samples.Site(), new Dictionary<string, string>(), new(token.Id, token.Hash()), Samples.Now, cancellation))!.Value;
        await _world.Intake.AddAsync(site, [Samples.Message("a", 1), Samples.Message("b", 2), Samples.Skipped("c", 3)], Samples.Now, cancellation);
        var due = await _world.Dispatch.PeekAsync(site, Samples.Now, 1, cancellation);
        var claim = Assert.Single(await _world.Dispatch.ClaimAsync(site, [new(BatchKind.Simple, "tag", due)], Samples.Now, Samples.Now, cancellation));
        await _world.Dispatch.BeginPostingAsync(claim.AttemptId, Samples.Now, cancellation);
        await _world.Dispatch.CompleteAsync(Samples.Completed(claim.AttemptId, Outcome.Accepted, new RecipientChange.Settle(null, RecipientState.Sent, "ok")), Samples.Now.AddSeconds(70), cancellation);
        var kept = await ReadAsync();
        Assert.NotEmpty(kept.Delays);

        await _world.Shared.WriteAsync(connection => connection.Execute("DROP VIEW tally_all; DROP VIEW tally_hour_all; DROP VIEW tally_delay_all; DROP TABLE tally; DROP TABLE tally_hour; DROP TABLE tally_delay; DROP TABLE undo; DROP INDEX recipient_unsent; DELETE FROM SchemaVersions WHERE ScriptName LIKE '%0005-tallies%'"), cancellation);
        AppCrueNotify.Storage.Sqlite.SqliteDatabase.Prepare(_world.Options);
        Assert.Equivalent(kept, await ReadAsync(), strict: true);
    }

    private async Task<(IReadOnlyList<TallyNow> Now, IReadOnlyList<TallyHour> Hours, IReadOnlyList<TallyDelay> Delays)> ReadAsync()
    {
        var tallies = new Tallies(_world.Shared);
        return (
            await tallies.NowAsync(null, CancellationToken.None), await tallies.HoursAsync(null, DateTimeOffset.UnixEpoch, CancellationToken.None),
            await tallies.DelaysAsync(null, DateTimeOffset.UnixEpoch, CancellationToken.None));
    }

    private List<string> Plan(string sql, object? parameters = null)
    {
        using var connection = new SqliteConnection($"Data Source={_world.Options.DatabaseFile};Pooling=False");
        connection.Open();
        return [.. connection.Query<(long, long, long, string Step)>($"EXPLAIN QUERY PLAN {sql}", parameters).Select(r => r.Step)];
    }
}
