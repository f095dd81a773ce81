using TwinPush.Notifications;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Notifications;

public sealed class NotificationRulesTests
{
    private static readonly string Longest = new('ñ', 255);

    public static TheoryData<string, NewNotification> Broken => new()
    {
        { "alert has 256", Sample.Notification with { Alert = Longest + "x" } },
        { "alert is empty", Sample.Notification with { Alert = " " } },
        { "alert is missing", Sample.Notification with { Alert = null! } },
        { "alert is not valid Unicode", Sample.Notification with { Alert = "x\ud83d" } },
        { "alert is not valid Unicode", Sample.Notification with { Alert = "\ude00x" } },
        { "target is missing", Sample.Notification with { Target = null! } },
        { "title has 256", Sample.Notification with { Title = Longest + "x" } },
        { "title is not valid Unicode", Sample.Notification with { Title = "\ude00" } },
        { "url has 256", Sample.Notification with { Url = "https://example.org/".PadRight(256, 'x') } },
        { "url is not an absolute", Sample.Notification with { Url = "/relative?x" } },
        { "url is not an absolute", Sample.Notification with { Url = "relative" } },
        { "url has spaces", Sample.Notification with { Url = "https://example.org/a b" } },
        { "url is empty", Sample.Notification with { Url = "" } },
        { "badge is neither", Sample.Notification with { Badge = "one" } },
        { "badge is neither", Sample.Notification with { Badge = "+-1" } },
        { "a tag is empty", Sample.Notification with { Tags = ["fine", ""] } },
        { "a tag is missing", Sample.Notification with { Tags = [null!] } },
        { "custom_properties of entry 1 have 256", Merged(128, 129) },
        { "sound is not valid", Sample.Notification with { Sound = "\ud83d" } },
        { "name is not valid", Sample.Notification with { Name = "\ud83d" } },
        { "group_name is not valid", Sample.Notification with { GroupName = "\ud83d" } },
        { "send_since is not", Sample.Notification with { SendSince = default(DateTimeOffset) } },
        { "delivery_speed is not", Sample.Notification with { DeliverySpeed = (DeliverySpeed)9 } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_limit_is_refused_in_words_before_anything_is_sent(string words, NewNotification notification)
    {
        await using var server = RawServer.Answering(200, Sample.Accepted);
        using var fixture = new ClientFixture(server.Address);

        var refused = await Assert.ThrowsAsync<TwinPushException>(() => fixture.Client.CreateNotificationAsync(notification, Sample.Token));

        Assert.Equal(FailureKind.InvalidRequest, refused.Kind);
        Assert.False(refused.RepeatPossible);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
        Assert.Equal(FailureKind.InvalidRequest, Assert.Throws<TwinPushException>(() => notification.MeasureRequestBody()).Kind);
    }

    [Fact]
    public async Task The_longest_texts_are_sent_as_they_are()
    {
        await using var server = RawServer.Answering(200, Sample.Accepted);
        using var fixture = new ClientFixture(server.Address);
        var notification = Sample.Notification with
        {
            Alert = Longest, Title = Longest, Url = "https://example.org/".PadRight(255, 'x'), Badge = "12", Tags = [],
        };

        await fixture.Client.CreateNotificationAsync(notification, Sample.Token);

        Assert.Equal(Wire.Text(notification), Assert.Single(server.Requests).Body);
    }

    [Fact]
    public void Properties_may_fill_the_limit_once_merged_and_equal_keys_count_once()
    {
        Assert.True(Merged(128, 128).MeasureRequestBody() > 255);
        Assert.True(Merged(240, 240, "own").MeasureRequestBody() > 480);
    }

    [Fact]
    public void A_notification_prints_no_content() =>
        Assert.Equal("NewNotification { Target = devices_aliases[1] }", (Sample.Notification with { Title = "secret" }).ToString());

    // {"own":"..."} of the first length and {"new":"..."} of the second; merged, they are one unit shorter than their sum.
    private static NewNotification Merged(int own, int over, string name = "new") => Sample.Notification with
    {
        CustomProperties = CustomProperties.From([new("own", new string('é', own - 10))]),
        Target = NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides>
        {
            ["est1"] = new() { CustomProperties = CustomProperties.From([new(name, new string('ñ', over - 10))]) },
        }),
    };
}
