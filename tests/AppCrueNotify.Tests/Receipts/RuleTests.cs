using AppCrueNotify.Messages;
using AppCrueNotify.Receipts;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage;

namespace AppCrueNotify.Tests.Receipts;

public sealed class RuleTests
{
    private static DateTimeOffset Now => Samples.Now;

    [Theory]
    [InlineData(null, 0, 1, true, "Ask")]
    [InlineData(null, 0, 1, false, "Send")]
    [InlineData(null, 0, 2, false, "Missing")]
    [InlineData("active", 0, 2, false, "Send")]
    [InlineData("asked", 2, 2, true, "Wait")]
    [InlineData("asked", 3, 2, true, "Send")]
    [InlineData("absent", 3599, 1, true, "Missing")]
    [InlineData("absent", 3600, 1, true, "Ask")]
    [InlineData("absent", 3600, 1, false, "Send")]
    [InlineData("absent", 3600, 2, false, "Missing")]
    [InlineData("inactive", 0, 2, true, "Ask")]
    [InlineData("inactive", 9999, 9, false, "Send")]
    [InlineData("unsure", 599, 9, true, "Send")]
    [InlineData("unsure", 600, 9, true, "Ask")]
    [InlineData("unsure", 600, 9, false, "Send")]
    public void In_doubt_a_message_is_sent(string? knows, int seconds, int listings, bool room, string verdict) =>
        Assert.Equal(verdict, ReachRules.Judge(knows is null ? null : KnowsWords.Parse(knows), TimeSpan.FromSeconds(seconds), listings, room).ToString());

    [Theory]
    [InlineData("sent", 0, "sent")]
    [InlineData("sent", 1, "received")]
    [InlineData("sent", 2, "opened")]
    [InlineData("received", 0, "received")]
    [InlineData("opened", 1, "opened")]
    [InlineData("undeliverable", 0, "sent")]
    [InlineData("undeliverable", 2, "opened")]
    [InlineData("cancelled", 2, "cancelled")]
    [InlineData("sent", -1, "undeliverable")]
    [InlineData("received", -1, "received")]
    [InlineData("opened", -1, "opened")]
    public void A_fact_never_takes_a_state_back(string before, int fact, string after)
    {
        var recipients = new[] { new ReceiptRecipient(1, "Ana", RecipientStates.Parse(before), []) };
        var deliveries = new Dictionary<string, List<PhoneReceipt>>();
        if (fact >= 0)
            deliveries["ana"] = [new("android", "", Now, fact > 0 ? Now : null, fact > 1 ? Now : null)];
        var changes = ReceiptRules.Decide(1, recipients, deliveries, finished: true, Now);
        Assert.Equal(after, (changes.Count == 0 ? recipients[0].State : changes[0].To).Word());
    }

    [Fact]
    public void The_first_phone_to_do_something_counts()
    {
        var both = AliasDelivery.Of([new("ios", "", Now, Now.AddMinutes(2), null), new("ios", "", Now, Now, Now.AddMinutes(3)), new("android", "", Now, null, Now.AddMinutes(5))]);
        Assert.Equal(new AliasDelivery(Now, Now.AddMinutes(3)), both);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 5)]
    [InlineData(29, 30)]
    [InlineData(1439, 1440)]
    [InlineData(1440, null)]
    public void The_schedule_grows_and_ends(int minutesSince, int? nextMinute) =>
        Assert.Equal(nextMinute is { } minute ? Now.AddMinutes(minute) : null, ReceiptRules.Next(new ReceiptsOptions().Schedule, Now, Now.AddMinutes(minutesSince)));

    [Theory]
    [InlineData(1, null, 60)]
    [InlineData(3, null, 240)]
    [InlineData(100, null, 3600)]
    [InlineData(1, 300, 300)]
    public void A_part_that_fails_rests_longer_and_longer(int failures, int? retryAfter, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SiteReceipts.RestAfter(failures, retryAfter is { } s ? TimeSpan.FromSeconds(s) : null));

    [Fact]
    public async Task A_budget_lets_a_seconds_worth_go_and_spreads_the_rest()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now);
        var budget = new RequestBudget(clock);
        var turns = Enumerable.Range(0, 6).Select(_ => budget.TurnAsync(2, TestContext.Current.CancellationToken)).ToList();
        Assert.Equal(2, turns.Count(t => t.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(turns[..4]);
        Assert.False(turns[4].IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(turns);
    }

    [Fact]
    public void An_unknown_platform_error_keeps_TwinPushs_words_within_a_limit()
    {
        Assert.Equal("quota exceeded", PlatformErrors.Words("QuotaExceeded", " quota exceeded "));
        Assert.Equal("TwinPush gave no explanation", PlatformErrors.Words(null, null));
        Assert.Equal(301, PlatformErrors.Words("X", new string('x', 5000)).Length);
        Assert.StartsWith("certificate expired", PlatformErrors.Words("SSLError", "OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_EXPIRED"), StringComparison.Ordinal);
    }
}
