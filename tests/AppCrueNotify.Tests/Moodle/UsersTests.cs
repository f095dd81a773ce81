using System.Net;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Tests.Moodle;

public sealed class UsersTests
{
    // Long enough that dispatch leaves everything alone: the tests decide what is sent.
    private static readonly (string, string) Later = ("window", "5min");

    [Fact]
    public async Task An_export_has_the_users_messages_newest_first_and_nobody_elses()
    {
        await using var gateway = await GatewayFixture.StartAsync(Later);
        await gateway.TakeAsync(MoodleCalls.Message(5, 1, "one"), MoodleCalls.Message(6, 1, "one"), MoodleCalls.Message(5, 2, "two"));
        var answer = await gateway.CallAsync(HttpMethod.Get, "/api/v1/users/5").JsonAsync();
        var messages = answer["messages"]!.AsArray();
        Assert.Equal(["n:2:5", "n:1:5"], messages.Select(m => (string)m!["key"]!));
        Assert.Equal(("mod_quiz", "waiting", "taken from Moodle"), ((string?)messages[0]!["component"], (string?)messages[0]!["state"], (string?)messages[0]!["reason"]));
        Assert.Contains("two", (string?)messages[0]!["title"], StringComparison.Ordinal);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$", (string)messages[0]!["time"]!);
        Assert.Empty(messages[0]!["phones"]!.AsArray());
        Assert.Null(answer["next"]);
    }

    [Fact]
    public async Task A_long_export_comes_in_pages()
    {
        await using var gateway = await GatewayFixture.StartAsync(Later);
        await gateway.TakeAsync([.. Enumerable.Range(1, 5).Select(n => MoodleCalls.Message(5, n))]);
        var keys = new List<string>();
        string? next = null;
        do
        {
            var page = await gateway.CallAsync(HttpMethod.Get, $"/api/v1/users/5?limit=2{(next is null ? "" : $"&cursor={next}")}").JsonAsync();
            Assert.InRange(page["messages"]!.AsArray().Count, 1, 2);
            keys.AddRange(page["messages"]!.AsArray().Select(m => (string)m!["key"]!));
            next = (string?)page["next"];
        }
        while (next is not null);
        Assert.Equal(["n:5:5", "n:4:5", "n:3:5", "n:2:5", "n:1:5"], keys);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("cursor=x")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        await using var gateway = await GatewayFixture.StartAsync(Later);
        await gateway.CallAsync(HttpMethod.Get, $"/api/v1/users/5?{query}").JsonAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_was_sent_loses_alias_and_text_and_its_key_stays_known()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        await gateway.TakeAsync(MoodleCalls.Message(5, 1, "canary"));
        await gateway.DrainAsync();
        await EraseAsync(gateway, 5);
        Assert.Equal(0, Count(gateway, "SELECT count(*) FROM push"));
        Assert.Equal(0, Count(gateway, "SELECT count(*) FROM erasure"));
        Assert.Equal(1, Count(gateway, "SELECT count(*) FROM recipient WHERE state = 'sent' AND alias = ''"));
        var again = await gateway.PostAsync($"{{\"messages\":[{MoodleCalls.Message(5, 1, "canary")}]}}");
        Assert.Contains("\"duplicate\"", await again.Content.ReadAsStringAsync(GatewayFixture.Cancellation), StringComparison.Ordinal);
        Assert.Equal(0, Count(gateway, "SELECT count(*) FROM push"));
        var export = await gateway.CallAsync(HttpMethod.Get, "/api/v1/users/5").JsonAsync();
        Assert.Null(Assert.Single(export["messages"]!.AsArray())!["title"]);
    }

    [Fact]
    public async Task What_waits_is_cancelled_and_others_keep_the_push_they_share()
    {
        await using var gateway = await GatewayFixture.StartAsync(Later);
        await gateway.TakeAsync(MoodleCalls.Message(5, 1), MoodleCalls.Message(6, 1));
        await EraseAsync(gateway, 5);
        var counts = await gateway.Get<IReportStore>().CountAsync(GatewayFixture.Cancellation);
        Assert.Equal([(RecipientState.Waiting, 1L), (RecipientState.Cancelled, 1L)], counts.Select(c => (c.State, c.Count)).Order());
        var traced = Assert.Single(await gateway.Get<IReportStore>().TraceUserAsync(gateway.Site.Id, 5, 10, GatewayFixture.Cancellation));
        Assert.Equal(("erased at the user's request", "", (Push?)null), (traced.Reason, traced.Alias, traced.Push));
        Assert.Equal(1, Count(gateway, "SELECT count(*) FROM push WHERE title <> ''"));
        await EraseAsync(gateway, 6);
        Assert.Equal(0, Count(gateway, "SELECT count(*) FROM push"));
    }

    [Fact]
    public async Task Another_sites_user_of_the_same_number_keeps_everything()
    {
        await using var gateway = await GatewayFixture.StartAsync(Later);
        await gateway.TakeAsync(MoodleCalls.Message(5, 1));
        var other = await gateway.AddSiteAsync("other");
        await gateway.CallAsync(HttpMethod.Delete, "/api/v1/users/5", token: other);
        Assert.Equal(1, Count(gateway, "SELECT count(*) FROM recipient WHERE state = 'waiting' AND alias <> ''"));
    }

    [Fact]
    public async Task What_is_in_a_batch_ends_with_it_and_is_never_sent_again()
    {
        await using var gateway = await GatewayFixture.StartAsync(Later);
        await gateway.TakeAsync(MoodleCalls.Message(5, 1, "a"), MoodleCalls.Message(6, 2, "b"));
        var claims = await gateway.ClaimAsync();
        var (first, second) = (claims[0], claims[1]);
        await EraseAsync(gateway, 5);
        await EraseAsync(gateway, 6);
        Assert.Equal(2, Count(gateway, "SELECT count(*) FROM erasure"));
        Assert.Equal(0, Count(gateway, "SELECT count(*) FROM push WHERE title <> '' OR alert <> ''"));
        Assert.Empty(await gateway.Get<IErasureStore>().ReadyAsync(10, GatewayFixture.Cancellation));

        // One is accepted; the other comes back to be sent again, and is not.
        Assert.True(await gateway.CompleteAsync(first, Outcome.Accepted, new RecipientChange.Settle(null, RecipientState.Sent, "accepted")));
        var now = TimeProvider.System.GetUtcNow();
        Assert.True(await gateway.CompleteAsync(second, Outcome.Unavailable, new RecipientChange.Requeue(null, "later", now, CountsAsTry: true, CountsAsUnknown: false, PackGroup: null)));
        var counts = await gateway.Get<IReportStore>().CountAsync(GatewayFixture.Cancellation);
        Assert.Equal([(RecipientState.Sent, 1L), (RecipientState.Cancelled, 1L)], counts.Select(c => (c.State, c.Count)).Order());

        // Housekeeping finishes it, as it would after a crash.
        while (Count(gateway, "SELECT count(*) FROM erasure") > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, GatewayFixture.Cancellation);
        Assert.Equal(0, Count(gateway, "SELECT count(*) FROM push"));
        Assert.Equal(0, Count(gateway, "SELECT count(*) FROM recipient WHERE alias <> '' OR push_id IS NOT NULL"));
    }

    [Fact]
    public async Task An_erasure_cut_short_after_it_was_noted_is_finished_by_housekeeping()
    {
        await using var gateway = await GatewayFixture.StartAsync(Later);
        await gateway.TakeAsync(MoodleCalls.Message(5, 1));
        await gateway.Get<IErasureStore>().BeginAsync(gateway.Site.Id, 5, TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation);
        while (Count(gateway, "SELECT count(*) FROM erasure") > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, GatewayFixture.Cancellation);
        Assert.Equal(1, Count(gateway, "SELECT count(*) FROM recipient WHERE state = 'cancelled' AND alias = ''"));
    }

    [Fact]
    public async Task A_held_message_that_was_erased_cannot_be_retried()
    {
        await using var gateway = await GatewayFixture.StartAsync(Later);
        await gateway.TakeAsync(MoodleCalls.Message(5, 1));
        var claim = Assert.Single(await gateway.ClaimAsync());
        await gateway.CompleteAsync(claim, Outcome.Unknown, new RecipientChange.Settle(null, RecipientState.Held, "unknown"));
        await EraseAsync(gateway, 5);
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(0, await gateway.Get<IUpkeepStore>().RetryAsync(gateway.Site.Id, RecipientState.Held, now.AddDays(-1), now.AddDays(1), now, GatewayFixture.Cancellation));
    }

    private static async Task EraseAsync(GatewayFixture gateway, long user)
    {
        using var answer = await gateway.CallAsync(HttpMethod.Delete, $"/api/v1/users/{user}");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static long Count(GatewayFixture gateway, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = new StorageOptions { Directory = gateway.Directory }.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
