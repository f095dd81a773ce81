using AppCrueNotify.Doctor;
using AppCrueNotify.Sites;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Doctor;

/// <summary>The doctor against the simulator and its faults. Moodle is played by the simulator's own pages.</summary>
public sealed class SiteDoctorTests
{
    [Fact]
    public async Task Right_credentials_are_taken_and_nothing_is_sent()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var codes = await CodesAsync(gateway, Site(gateway) with { ApiToken = SimulatedApp.Demo.ApiToken });
        Assert.Superset(new HashSet<string> { "creator-key-works", "api-token-works", "clock-right", "moodle-answers", "twinpush-answers", "accepted-never" }, codes);
        Assert.DoesNotContain(gateway.Simulator.State.Requests.OldestFirst, r => r.Operation == "create");
    }

    [Fact]
    public async Task Wrong_credentials_app_and_address_are_told_apart()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var site = Site(gateway);
        Assert.Superset(new HashSet<string> { "creator-key-refused", "api-token-refused" }, await CodesAsync(gateway, site with { CreatorKey = "wrong", ApiToken = "wrong" }));
        Assert.Contains("app-unknown", await CodesAsync(gateway, site with { AppId = "unknown" }));
        Assert.Contains("twinpush-not-api", await CodesAsync(gateway, site with { TwinPushUrl = gateway.Simulator.Address }));
    }

    [Fact]
    public async Task Whoever_is_away_is_named_and_the_key_is_not_blamed()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var codes = await CodesAsync(gateway, Site(gateway) with { TwinPushUrl = new("http://127.0.0.1:1/api/v2"), MoodleUrl = "http://127.0.0.1:1" });
        Assert.Superset(new HashSet<string> { "twinpush-away", "moodle-away", "creator-key-not-told", "clock-untold" }, codes);
    }

    [Fact]
    public async Task A_redirect_gets_no_key_and_is_a_wrong_address()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.Simulator.State.AddFault(new FaultRule { Kind = FaultKind.Redirect, Headers = new Dictionary<string, string> { ["Location"] = new Uri(gateway.Gateway.Address, "/health/live").ToString() } });
        Assert.Contains("twinpush-not-api", await CodesAsync(gateway, Site(gateway)));
    }

    [Fact]
    public async Task Trouble_of_TwinPush_leaves_the_key_untold()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.Simulator.State.AddFault(new FaultRule { Kind = FaultKind.Status, Status = 503 });
        Assert.Contains("creator-key-not-told", await CodesAsync(gateway, Site(gateway)));
    }

    private static Site Site(GatewayFixture gateway) => gateway.Site with { MoodleUrl = gateway.Simulator.Address.ToString().TrimEnd('/') };

    private static async Task<HashSet<string>> CodesAsync(GatewayFixture gateway, Site site) =>
        [.. (await gateway.Get<SiteDoctor>().ExamineAsync(site, GatewayFixture.Cancellation)).Checks.Select(c => c.Code)];
}
