using System.Text.Json;
using TwinPush.Devices;
using TwinPush.Notifications;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests;

/// <summary>What the client makes of answers, also of those nobody expects.</summary>
public sealed class AnswersTests
{
    private static readonly DateTimeOffset Time = new(2016, 3, 1, 13, 34, 50, TimeSpan.Zero);

    [Fact]
    public async Task A_notification_is_read_whole()
    {
        var read = await AskAsync(
            """
            {"id":"n1","sound":null,"alert":"Año","title":"T","badge":"+1","custom_properties":{"scope":"public"},"tp_rich_url":"http://x/",
             "delivery_speed":"fast","group_name":"G","name":"N","send_since":"2016-03-01 13:34:50 UTC","last_sent_at":"2016-03-01 13:34:50 +0000",
             "tags":["tp_rich"],"protected_content":true,"something":{"new":[1]}}
            """, client => client.GetNotificationAsync("n1", Sample.Token));

        Assert.Equal(("n1", "Año", "T", "+1", "http://x/", "G", "N"), (read.Id, read.Alert, read.Title, read.Badge, read.RichUrl, read.GroupName, read.Name));
        Assert.Equal("""{"scope":"public"}""", read.CustomProperties!.Value.GetRawText());
        Assert.Equal((Time, Time, DeliverySpeed.Fast, true), (read.SendSince, read.LastSentAt, read.DeliverySpeed, read.ProtectedContent));
        Assert.Equal(["tp_rich"], read.Tags);
        Assert.Null(read.Sound);
        Assert.Equal("Notification { Id = n1 }", read.ToString());
    }

    [Fact]
    public async Task Surprising_fields_do_not_spoil_the_others()
    {
        var read = await AskAsync(
            """{"id":17,"alert":{"x":1},"title":5,"badge":1,"custom_properties":"","delivery_speed":"warp","send_since":"soon","tags":"one","protected_content":"1","last_sent_at":{}}""",
            client => client.GetNotificationAsync("n1", Sample.Token));

        Assert.Equal(("17", null, "5", "1"), (read.Id, read.Alert, read.Title, read.Badge));
        Assert.Equal((null, null, null, true), (read.SendSince, read.LastSentAt, read.DeliverySpeed, read.ProtectedContent));
        Assert.Equal(["one"], read.Tags);
    }

    [Fact]
    public async Task Missing_and_null_fields_are_null_or_empty()
    {
        var missing = await AskAsync("""{"id":"n1"}""", client => client.GetNotificationAsync("n1", Sample.Token));
        var nulls = await AskAsync("""{"id":null,"tags":null,"protected_content":null}""", client => client.GetNotificationAsync("n1", Sample.Token));

        Assert.Empty(missing.Tags);
        Assert.Null(missing.Alert);
        Assert.Empty(nulls.Tags);
        Assert.Equal("", nulls.Id);
        Assert.Null(nulls.ProtectedContent);
    }

    [Theory]
    [InlineData("draft", NotificationStatus.Draft)]
    [InlineData("sending", NotificationStatus.Sending)]
    [InlineData("sent", NotificationStatus.Sent)]
    [InlineData("error", NotificationStatus.Error)]
    [InlineData("scheduled", NotificationStatus.Scheduled)]
    [InlineData("campaign_active", NotificationStatus.CampaignActive)]
    [InlineData("campaign_inactive", NotificationStatus.CampaignInactive)]
    [InlineData("campaign_expired", NotificationStatus.CampaignExpired)]
    [InlineData("queued", NotificationStatus.Other)]
    public async Task A_report_is_read_whole(string text, NotificationStatus status)
    {
        var read = await AskAsync(
            $$"""
            {"status":"{{text}}","delivery_count":82640,"received_count":"69771","opening_count":null,
             "errors":[{"platform":"ios","level":"critical","key":"InvalidToken","message":"no","created_at":"2016-03-01 13:34:50 UTC"}],
             "notification":{"id":"n1","tags":[]} }
            """, client => client.GetReportAsync("n1", Sample.Token));

        Assert.Equal((status, text, 82640, 69771, 0), (read.Status, read.StatusText, read.DeliveryCount, read.ReceivedCount, read.OpeningCount));
        Assert.Equal(new ReportError { Platform = "ios", Level = "critical", Key = "InvalidToken", Message = "no", CreatedAt = Time }, Assert.Single(read.Errors));
        Assert.Equal("n1", read.Notification!.Id);
    }

    [Fact]
    public async Task Something_else_does_not_pass_for_a_report_of_zeros()
    {
        var failure = await Assert.ThrowsAsync<TwinPushException>(() => AskAsync(Sample.Error("X", "y"), client => client.GetReportAsync("n1", Sample.Token)));

        Assert.Equal((FailureKind.Unknown, false), (failure.Kind, failure.RepeatPossible));
    }

    [Fact]
    public async Task A_device_is_read_whole()
    {
        const string device =
            """
            {"id":"d1","push_token":"p","last_registered_at":"2016-03-01 13:34:50 UTC","created_at":"2016-03-01 13:34:50 UTC",
             "updated_at":"2016-03-01 13:34:50 UTC","app_id":"a","platform":"ios","language":"en_GB","device_code":"c","device_model":"m",
             "device_manufacturer":"f","app_version":"1","sdk_version":"2","os_version":9.1,"alias_device":"techie4","active":true,
             "registration_updated_at":"2016-03-01 13:34:50 +0000","custom_properties":[{"name":"x"}],"type":"Device"}
            """;
        var shown = await AskAsync(device, client => client.GetDeviceAsync("d1", Sample.Token));
        var registered = await AskAsync($$"""{"objects":[{{device}}],"references":[]}""", client => client.RegisterDeviceAsync(DeviceRegistration.ForRegistered("d1"), Sample.Token));

        foreach (var read in new[] { shown, registered })
        {
            Assert.Equal(("d1", "techie4", "ios", "p", "a", true), (read.Id, read.Alias, read.Platform, read.PushToken, read.AppId, read.Active));
            Assert.Equal((Time, Time, Time, Time), (read.CreatedAt, read.UpdatedAt, read.LastRegisteredAt, read.RegistrationUpdatedAt));
            Assert.Equal(("en_GB", "c", "m", "f"), (read.Language, read.DeviceCode, read.DeviceModel, read.DeviceManufacturer));
            Assert.Equal(("1", "2", "9.1"), (read.AppVersion, read.SdkVersion, read.OsVersion));
            Assert.Equal(JsonValueKind.Array, read.CustomProperties!.Value.ValueKind);
            Assert.Equal("Device { Id = d1 }", read.ToString());
        }
    }

    [Fact]
    public async Task A_registration_without_id_is_not_understood()
    {
        var failure = await Assert.ThrowsAsync<TwinPushException>(() =>
            AskAsync("""{"objects":[{"id":""}]}""", client => client.RegisterDeviceAsync(DeviceRegistration.ForRegistered("d1"), Sample.Token)));

        Assert.Equal(FailureKind.Unknown, failure.Kind);
    }

    [Fact]
    public async Task Badge_and_summary_are_read()
    {
        var summary = await AskAsync("""{"total_count":67,"unopened_count":"2"}""", client => client.GetInboxSummaryAsync("d1", Sample.Token));

        Assert.Equal((67, 2), (summary.TotalCount, summary.UnopenedCount));
        Assert.Equal(6, await AskAsync("""{"badge":6}""", client => client.GetBadgeAsync("d1", Sample.Token)));
        Assert.Equal(6, await AskAsync("""{"badge":"6"}""", client => client.GetBadgeAsync("d1", Sample.Token)));
    }

    [Fact]
    public async Task A_failure_says_all_that_is_known_and_no_credential()
    {
        var body = $$$"""{"errors":{"type":"NotificationNotCreated","message":"bad {{{Sample.CreatorKey}}} for est1","device":"{{{Sample.ApiToken}}}"}}""";
        await using var server = RawServer.Answering(422, body, "Retry-After: 5");
        using var fixture = new ClientFixture(server.Address);

        var failure = await fixture.FailureAsync();

        Assert.Equal((FailureKind.Rejected, 422, "NotificationNotCreated"), (failure.Kind, (int)failure.Status!, failure.ErrorType));
        Assert.Equal("bad *** for est1", failure.ErrorMessage);
        Assert.Equal("TwinPush, create notification: TwinPush rejected the content of the request (HTTP 422).", failure.Message);
        Assert.EndsWith("\"device\":\"***\"}}", failure.RawBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.CreatorKey, failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(failure.UnknownAliases);
    }

    [Fact]
    public async Task Unknown_aliases_are_listed()
    {
        await using var server = RawServer.Answering(404, """{"errors":{"type":"DeviceAliasNotFound","message":"m","device_aliases":["est1",7,null,""]}}""");
        using var fixture = new ClientFixture(server.Address);

        var failure = await fixture.FailureAsync();

        Assert.Equal(FailureKind.UnknownAliases, failure.Kind);
        Assert.Equal(["est1", "7"], failure.UnknownAliases);
        Assert.DoesNotContain("est1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_body_is_kept_in_part_and_between_characters()
    {
        await using var server = RawServer.Answering(500, new string('x', 4095) + "👋" + new string('y', 9000));
        using var fixture = new ClientFixture(server.Address);

        Assert.Equal(new string('x', 4095), (await fixture.FailureAsync()).RawBody);
    }

    [Fact]
    public async Task Retry_after_comes_along_in_both_forms()
    {
        foreach (var header in new[] { "120", "Fri, 01 Mar 2999 12:00:00 GMT" })
        {
            await using var server = RawServer.Answering(429, Sample.Error("Busy", "later"), $"Retry-After: {header}");
            using var fixture = new ClientFixture(server.Address);

            var failure = await fixture.FailureAsync();

            Assert.Equal((FailureKind.Unavailable, false), (failure.Kind, failure.RepeatPossible));
            Assert.Equal(header == "120" ? TimeSpan.FromMinutes(2) : TimeSpan.FromHours(1), failure.RetryAfter);
        }
    }

    private static async Task<T> AskAsync<T>(string body, Func<TwinPushClient, Task<T>> ask)
    {
        await using var server = RawServer.Answering(200, body);
        using var fixture = new ClientFixture(server.Address);
        return await ask(fixture.Client);
    }
}
