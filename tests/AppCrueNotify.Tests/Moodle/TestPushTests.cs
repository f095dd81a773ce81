using System.Net;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using TwinPush;
using TwinPush.Devices;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Tests.Moodle;

public sealed class TestPushTests
{
    private const string Path = "/api/v1/test-push";
    private const string Body = "{\"userto\":{\"id\":1,\"alias\":\"est1\"}}";

    [Fact]
    public async Task Without_an_api_token_the_phones_stay_unknown()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var answer = await gateway.CallAsync(HttpMethod.Post, Path, Body).JsonAsync();
        Assert.Equal("accepted", (string?)answer["outcome"]);
        Assert.True(answer.AsObject().ContainsKey("phones"));
        Assert.Null(answer["phones"]);
    }

    [Fact]
    public async Task With_an_api_token_the_active_phones_are_counted()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var site = gateway.Site with { ApiToken = SimulatedApp.Demo.ApiToken };
        await gateway.Get<ISiteStore>().UpdateAsync(site, new Dictionary<string, string>(), GatewayFixture.Cancellation);
        var client = gateway.Get<TwinPushClientFactory>().Create(site);
        foreach (var udid in (string[])["phone-1", "phone-2"])
            await client.RegisterDeviceAsync(DeviceRegistration.ForDevice(udid, DevicePlatform.Android) with { Alias = "est1", PushToken = $"token-{udid}" }, GatewayFixture.Cancellation);
        var answer = await gateway.CallAsync(HttpMethod.Post, Path, Body).JsonAsync();
        Assert.Equal(("accepted", 2), ((string?)answer["outcome"], (int?)answer["phones"]));
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_misconfigured_and_a_right_one_resumes_the_site()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "5min"));
        var sites = gateway.Get<ISiteStore>();
        await sites.UpdateAsync(gateway.Site with { CreatorKey = new string('x', 32) }, new Dictionary<string, string>(), GatewayFixture.Cancellation);
        Assert.Equal("misconfigured", (string?)(await gateway.CallAsync(HttpMethod.Post, Path, Body).JsonAsync())["outcome"]);
        await sites.UpdateAsync(gateway.Site, new Dictionary<string, string>(), GatewayFixture.Cancellation);
        await gateway.TakeAsync(MoodleCalls.Message(5, 1));
        await gateway.CompleteAsync(Assert.Single(await gateway.ClaimAsync()), Outcome.Misconfigured, new RecipientChange.Settle(null, RecipientState.Failed, "wrong key"));
        Assert.NotNull((await gateway.Get<SiteDirectory>().FindAsync(gateway.Site.Id, GatewayFixture.Cancellation))!.PauseReason);
        Assert.Equal("accepted", (string?)(await gateway.CallAsync(HttpMethod.Post, Path, Body).JsonAsync())["outcome"]);
        Assert.Null((await gateway.Get<SiteDirectory>().FindAsync(gateway.Site.Id, GatewayFixture.Cancellation))!.PauseReason);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_told_as_not_sent()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var token = await gateway.AddSiteAsync("far", twinPush: new("http://127.0.0.1:1/api/v2"));
        Assert.Equal("not-sent", (string?)(await gateway.CallAsync(HttpMethod.Post, Path, Body, token).JsonAsync())["outcome"]);
    }

    [Fact]
    public async Task The_sixth_test_within_a_minute_is_refused_for_that_site_only()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var first = gateway.Token;
        var second = await gateway.AddSiteAsync("other");
        for (var i = 0; i < 5; i++)
            await gateway.CallAsync(HttpMethod.Post, Path, Body, first).JsonAsync();
        using var refused = await gateway.CallAsync(HttpMethod.Post, Path, Body, first);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await gateway.CallAsync(HttpMethod.Post, Path, Body, second).JsonAsync();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"userto\":{\"id\":1}}")]
    [InlineData("{\"userto\":{\"id\":1,\"alias\":\" \"}}")]
    [InlineData("{\"userto\":{\"id\":1,\"alias\":\"a\\u0000\"}}")]
    public async Task Without_an_alias_nothing_is_sent(string body)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        Assert.Equal("malformed", (string?)(await gateway.CallAsync(HttpMethod.Post, Path, body).JsonAsync(HttpStatusCode.BadRequest))["code"]);
    }
}
