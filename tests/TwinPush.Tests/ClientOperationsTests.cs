using TwinPush.Devices;
using TwinPush.Inbox;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests;

/// <summary>All 22 operations: where each goes, with which credential, with what body.</summary>
public sealed class ClientOperationsTests
{
    private const string App = "/api/v2/apps/ab42d6512343133a";

    private static readonly Dictionary<string, Func<TwinPushClient, Task>> Calls = new()
    {
        ["create"] = client => client.CreateNotificationAsync(Sample.Notification, Sample.Token),
        ["show"] = client => client.GetNotificationAsync("n 1/2", Sample.Token),
        ["show on device"] = client => client.GetDeviceNotificationAsync("d1", "n1", Sample.Token),
        ["delete"] = client => client.DeleteNotificationAsync("n1", Sample.Token),
        ["report"] = client => client.GetReportAsync("n1", Sample.Token),
        ["deliveries"] = client => DrainAsync(client.ListDeliveriesAsync("n1", 50, Sample.Token)),
        ["inbox"] = client => DrainAsync(client.ListInboxAsync("d1", new TagFilter { Tags = ["a b", "c"], NoTags = ["&"] }, 2, Sample.Token)),
        ["inbox summary"] = client => client.GetInboxSummaryAsync("d1", Sample.Token),
        ["delete from inbox"] = client => client.DeleteFromInboxAsync("d1", "n1", Sample.Token),
        ["devices"] = client => DrainAsync(client.ListDevicesAsync(
            new DeviceFilter { ChangedSince = new DateTimeOffset(2014, 4, 21, 13, 0, 43, TimeSpan.FromHours(2)), Alias = "é&", Active = true }, 100, Sample.Token)),
        ["register"] = client => client.RegisterDeviceAsync(
            DeviceRegistration.ForDevice("u1", DevicePlatform.Huawei) with
            {
                PushToken = "", Alias = "a", Language = "es_ES", DeviceCode = "c", DeviceModel = "m", DeviceManufacturer = "f", AppVersion = "1",
                SdkVersion = "2", OsVersion = "3",
            },
            Sample.Token),
        ["register known"] = client => client.RegisterDeviceAsync(DeviceRegistration.ForRegistered("d1"), Sample.Token),
        ["show device"] = client => client.GetDeviceAsync("d1", Sample.Token),
        ["badge"] = client => client.GetBadgeAsync("d1", Sample.Token),
        ["badge to"] = client => client.UpdateBadgeAsync("d1", BadgeChange.To(12), Sample.Token),
        ["badge up"] = client => client.UpdateBadgeAsync("d1", BadgeChange.By(2), Sample.Token),
        ["badge down"] = client => client.UpdateBadgeAsync("d1", BadgeChange.By(-3), Sample.Token),
        ["received"] = client => client.ReportReceivedAsync("d1", "n1", Sample.Token),
        ["opened"] = client => client.ReportOpenedAsync("d1", "n1", Sample.Token),
        ["app opened"] = client => client.ReportAppOpenedAsync("d1", Sample.Token),
        ["app closed"] = client => client.ReportAppClosedAsync("d1", Sample.Token),
        ["location"] = client => client.ReportLocationAsync("d1", -90, 180, Sample.Token),
        ["search"] = client => DrainAsync(client.SearchReceivedAsync("d1", new TagFilter { Tags = ["ñ"], NoTags = ["y"] }, 30, Sample.Token)),
        ["search all"] = client => DrainAsync(client.SearchReceivedAsync("d1", cancellationToken: Sample.Token)),
        ["set text"] = client => client.SetDevicePropertyAsync("d1", DeviceProperty.OfText("p", "v/ñ"), Sample.Token),
        ["set flag"] = client => client.SetDevicePropertyAsync("d1", DeviceProperty.OfFlag("p", false), Sample.Token),
        ["set whole"] = client => client.SetDevicePropertyAsync("d1", DeviceProperty.OfWhole("p", -6), Sample.Token),
        ["set number"] = client => client.SetDevicePropertyAsync("d1", DeviceProperty.OfNumber("p", -1999.95), Sample.Token),
        ["set choice"] = client => client.SetDevicePropertyAsync("d1", DeviceProperty.OfChoice("p", "v"), Sample.Token),
        ["set choices"] = client => client.SetDevicePropertyAsync("d1", DeviceProperty.OfChoices("p", ["v", "w"]), Sample.Token),
        ["unset"] = client => client.SetDevicePropertyAsync("d1", DeviceProperty.OfWhole("p", 1).Deleted(), Sample.Token),
        ["clear"] = client => client.ClearDevicePropertiesAsync("d1", Sample.Token),
    };

    /// <summary>Call, credential (K, T or D for none), method and path, body.</summary>
    public static TheoryData<string, char, string, string> Expected => new()
    {
        { "create", 'K', $"POST {App}/notifications", """{"alert":"Hello","devices_aliases":["est1"]}""" },
        { "show", 'D', $"GET {App}/notifications/n%201%2F2", "" },
        { "show on device", 'D', $"GET {App}/devices/d1/notifications/n1", "" },
        { "delete", 'K', $"DELETE {App}/notifications/n1", "" },
        { "report", 'T', $"GET {App}/notifications/n1/report", "" },
        { "deliveries", 'T', $"GET {App}/notifications/n1/deliveries?page=1&per_page=50", "" },
        { "inbox", 'D', $"GET {App}/devices/d1/inbox?tags%5B%5D=a%20b&tags%5B%5D=c&no_tags%5B%5D=%26&page=1&per_page=2", "" },
        { "inbox summary", 'D', $"GET {App}/devices/d1/inbox_summary", "" },
        { "delete from inbox", 'D', $"DELETE {App}/devices/d1/notifications/n1", "" },
        { "devices", 'T', $"GET {App}/devices?date=2014-04-21T13%3A00%3A43%2B02%3A00&alias=%C3%A9%26&active=true&page=1&per_page=100", "" },
        {
            "register", 'T', $"POST {App}/devices/register",
            """{"udid":"u1","platform":"huawei","push_token":"","alias_device":"a","language":"es_ES","device_code":"c","device_model":"m","device_manufacturer":"f","app_version":"1","sdk_version":"2","os_version":"3"}"""
        },
        { "register known", 'T', $"POST {App}/devices/register", """{"device_id":"d1"}""" },
        { "show device", 'T', $"GET {App}/devices/d1", "" },
        { "badge", 'D', $"GET {App}/devices/d1/badge", "" },
        { "badge to", 'D', $"POST {App}/devices/d1/update_badge", """{"badge":12}""" },
        { "badge up", 'D', $"POST {App}/devices/d1/update_badge", """{"badge":"+2"}""" },
        { "badge down", 'D', $"POST {App}/devices/d1/update_badge", """{"badge":"-3"}""" },
        { "received", 'D', $"POST {App}/devices/d1/notifications/n1/received_notification", "{}" },
        { "opened", 'D', $"POST {App}/devices/d1/notifications/n1/open_notification", "{}" },
        { "app opened", 'D', $"POST {App}/devices/d1/open_app", "{}" },
        { "app closed", 'D', $"POST {App}/devices/d1/close_app", "{}" },
        { "location", 'D', $"POST {App}/devices/d1/report_statistics", """{"device":{"latitude":-90,"longitude":180}}""" },
        { "search", 'D', $"POST {App}/devices/d1/search_notifications?page=1&per_page=30", """{"tags":["ñ"],"no_tags":["y"]}""" },
        { "search all", 'D', $"POST {App}/devices/d1/search_notifications?page=1&per_page=30", "{}" },
        { "set text", 'D', $"POST {App}/devices/d1/set_custom_property", """{"name":"p","type":"string","value":"v/ñ"}""" },
        { "set flag", 'D', $"POST {App}/devices/d1/set_custom_property", """{"name":"p","type":"boolean","value":false}""" },
        { "set whole", 'D', $"POST {App}/devices/d1/set_custom_property", """{"name":"p","type":"integer","value":-6}""" },
        { "set number", 'D', $"POST {App}/devices/d1/set_custom_property", """{"name":"p","type":"float","value":-1999.95}""" },
        { "set choice", 'D', $"POST {App}/devices/d1/set_custom_property", """{"name":"p","type":"enum","value":"v"}""" },
        { "set choices", 'D', $"POST {App}/devices/d1/set_custom_property", """{"name":"p","type":"enum_list","value":["v","w"]}""" },
        { "unset", 'D', $"POST {App}/devices/d1/set_custom_property", """{"name":"p","type":"integer","value":null}""" },
        { "clear", 'D', $"DELETE {App}/devices/d1/clear_custom_properties", "" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Each_operation_sends_what_the_documentation_shows(string call, char credential, string line, string body)
    {
        await using var server = RawServer.Answering(200, """{"objects":[{"id":"x","badge":1,"status":"sent","total_count":1}],"total_pages":1}""");
        using var fixture = new ClientFixture(server.Address);

        await Calls[call](fixture.Client);

        var request = Assert.Single(server.Requests);
        Assert.Equal((line, body), ($"{request.Method} {request.Target}", request.Body));
        Assert.Equal(credential == 'K' ? Sample.CreatorKey : null, request.Header("X-TwinPush-REST-API-Key-Creator"));
        Assert.Equal(credential == 'T' ? Sample.ApiToken : null, request.Header("X-TwinPush-REST-API-Token"));
        Assert.Equal(body.Length > 0 ? "application/json; charset=utf-8" : null, request.Header("Content-Type"));
        Assert.Equal("application/json", request.Header("Accept"));
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Without_the_credential_it_needs_nothing_is_sent(string call, char credential, string line, string body)
    {
        await using var server = RawServer.Answering(200, """{"objects":[{"id":"x","badge":1,"status":"sent","total_count":1}],"total_pages":1}""");
        using var factory = TwinPushClientFactory.CreateStandalone();
        var bare = factory.Create(Sample.App(server.Address) with { CreatorKey = "", ApiToken = null });

        var failure = await Record.ExceptionAsync(() => Calls[call](bare));

        Assert.Equal(credential == 'D', failure is null);
        if (failure is not null)
            Assert.Equal(FailureKind.MissingCredential, Assert.IsType<TwinPushException>(failure).Kind);
        Assert.Equal(credential == 'D' ? [line + body] : [], server.Requests.Select(request => $"{request.Method} {request.Target}{request.Body}"));
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task A_success_that_is_no_json_is_a_failure_only_where_an_answer_was_asked_for(string call, char credential, string line, string body)
    {
        await using var server = RawServer.Answering(200, "<html>OK</html>");
        using var fixture = new ClientFixture(server.Address);
        string[] answerless = ["delete", "delete from inbox", "badge to", "badge up", "badge down", "received", "opened", "app opened", "app closed", "location", "clear"];

        var failure = await Record.ExceptionAsync(() => Calls[call](fixture.Client));

        Assert.NotEmpty($"{credential}{line}{body}");
        if (answerless.Contains(call) || call.Contains("set", StringComparison.Ordinal))
            Assert.Null(failure);
        else
            Assert.Equal(FailureKind.Unknown, Assert.IsType<TwinPushException>(failure).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\nb")]
    [InlineData(null)]
    public void An_identifier_that_would_change_the_path_is_refused(string? id)
    {
        using var fixture = new ClientFixture(new Uri("http://127.0.0.1:1/api/v2"));
        var client = fixture.Client;

        Assert.Equal("notificationId", Assert.Throws<ArgumentException>(() => { _ = client.GetNotificationAsync(id!, Sample.Token); }).ParamName);
        Assert.Equal("deviceId", Assert.Throws<ArgumentException>(() => { _ = client.ReportAppOpenedAsync(id!, Sample.Token); }).ParamName);
        Assert.Equal("deviceId", Assert.Throws<ArgumentException>(() => { _ = client.ListInboxAsync(id!, cancellationToken: Sample.Token); }).ParamName);
    }

    [Fact]
    public void Values_out_of_range_are_refused_before_anything_is_sent()
    {
        using var fixture = new ClientFixture(new Uri("http://127.0.0.1:1/api/v2"));
        var client = fixture.Client;

        foreach (var (latitude, longitude) in new (double, double)[] { (90.1, 0), (-90.1, 0), (double.NaN, 0), (0, 180.1), (0, -180.1), (0, double.NaN) })
            Assert.Throws<ArgumentOutOfRangeException>(() => { _ = client.ReportLocationAsync("d", latitude, longitude, Sample.Token); });
        foreach (var size in new[] { 0, -1, 1001 })
            Assert.Throws<ArgumentOutOfRangeException>(() => client.ListDevicesAsync(null, size, Sample.Token));
        Assert.Throws<ArgumentException>(() => client.ListInboxAsync("d", new TagFilter { Tags = [""] }, cancellationToken: Sample.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => BadgeChange.To(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeviceProperty.OfNumber("p", double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => DeviceProperty.OfText("", "v"));
        Assert.Throws<ArgumentException>(() => DeviceRegistration.ForDevice(" ", DevicePlatform.Ios));
        Assert.Throws<ArgumentException>(() => DeviceRegistration.ForRegistered(""));
    }

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> list)
    {
        await foreach (var entry in list)
            Assert.NotNull(entry);
    }
}
