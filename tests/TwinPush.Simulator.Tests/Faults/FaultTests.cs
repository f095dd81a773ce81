using TwinPush.Simulator.Faults;

namespace TwinPush.Simulator.Tests.Faults;

/// <summary>Faults as an HTTP client sees them.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Body = """{"alert":"x","devices_aliases":["ana"]}""";
    private TwinPushWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TwinPushWorld.StartAsync();
        _world.State.RegisterPhones(["ana", "bob"]);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_status_comes_with_TwinPush_JSON_and_headers_and_nothing_is_stored()
    {
        var headers = new Dictionary<string, string> { ["Retry-After"] = "120" };
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Status, Status = 429, Headers = headers, ErrorType = "TooMany", ErrorMessage = "Slow down" });

        var reply = await _world.CreateAsync(Body);

        Assert.Equal((429, "TooMany", "Slow down", "120"), (reply.Status, reply.ErrorType, reply.ErrorMessage, reply.Headers["Retry-After"]));
        Assert.Equal(0, _world.State.AcceptedNotifications);
    }

    [Fact]
    public async Task A_status_can_hide_an_accepted_notification()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Status, Status = 504, Body = "gone", Accepted = true });

        var reply = await _world.CreateAsync(Body);

        Assert.Equal((504, "gone"), (reply.Status, reply.Text));
        Assert.Equal(1, _world.State.AcceptedNotifications);
        Assert.NotNull(_world.State.Requests.OldestFirst[0].NotificationId);
    }

    [Fact]
    public async Task A_proxy_answers_with_a_page()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.NotJson });

        var reply = await _world.CreateAsync(Body);

        Assert.Equal((502, "text/html"), (reply.Status, reply.Headers["Content-Type"]));
        Assert.StartsWith("<html>", reply.Text, StringComparison.Ordinal);
        Assert.Equal(0, _world.State.AcceptedNotifications);
    }

    [Theory]
    [InlineData("EmptyBody", "")]
    [InlineData("NoId", """{"objects":[],"references":[]}""")]
    [InlineData("MalformedBody", null)]
    public async Task A_success_can_be_unreadable_while_the_notification_is_stored(string kind, string? text)
    {
        _world.State.AddFault(new FaultRule { Kind = Enum.Parse<FaultKind>(kind) });

        var reply = await _world.CreateAsync(Body);

        Assert.Equal(200, reply.Status);
        if (text is not null)
            Assert.Equal(text, reply.Text);
        else
            Assert.ThrowsAny<System.Text.Json.JsonException>(() => reply.Json);
        Assert.Equal(1, _world.State.AcceptedNotifications);
    }

    [Fact]
    public async Task A_redirect_leads_elsewhere()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Redirect, Headers = new Dictionary<string, string> { ["Location"] = "https://other.example/" } });
        var reply = await _world.CreateAsync(Body);
        Assert.Equal((307, "https://other.example/"), (reply.Status, reply.Headers["Location"]));
        Assert.Equal(0, _world.State.AcceptedNotifications);
    }

    [Fact]
    public async Task Latency_waits_on_the_clock_and_answers_rightly()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Latency, Delay = TimeSpan.FromHours(1) });
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Latency, Delay = TimeSpan.FromHours(1), Count = 1 });

        var reply = _world.CreateAsync(Body);
        int minutes = 0;
        while (!reply.IsCompleted)
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(1));
            minutes++;
            await Task.Yield();
        }

        Assert.Equal(200, (await reply).Status);
        Assert.True(minutes >= 120);
        Assert.Equal(FaultKind.Latency, Assert.Single(_world.State.Faults.All).Rule.Kind);
    }

    [Fact]
    public async Task A_drip_gives_the_whole_answer_byte_by_byte()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Drip, Delay = TimeSpan.FromSeconds(1) });

        var reply = _world.CreateAsync(Body);
        int seconds = 0;
        while (!reply.IsCompleted)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            seconds++;
            await Task.Yield();
        }

        Assert.Equal(200, (await reply).Status);
        Assert.True(seconds >= (await reply).Text.Length);
    }

    [Fact]
    public async Task A_hang_lasts_until_the_faults_are_cleared_and_stores_nothing()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Hang });

        var raw = RawConnection.CreateAsync(_world, Body);
        while (_world.State.Requests.Count() == 0)
            await Task.Yield();
        Assert.False(raw.IsCompleted);
        _world.State.ClearFaults();

        Assert.Equal("", (await raw).Received);
        Assert.Equal(0, _world.State.AcceptedNotifications);
        Assert.Equal(200, (await _world.CreateAsync(Body)).Status);
    }

    [Fact]
    public async Task A_rule_strikes_its_operation_its_alias_and_its_count_only()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Status, Status = 500, Operation = "create", Alias = "BOB", Count = 2 });
        string bobs = (await _world.GetAsync("/devices?alias=bob")).Id;

        Assert.Equal(200, (await _world.CreateAsync(Body)).Status);
        Assert.Equal(200, (await _world.GetAsync($"/devices/{bobs}/inbox")).Status);
        Assert.Equal(500, (await _world.CreateAsync("""{"alert":"x","devices_aliases":["ana","bob"]}""")).Status);
        Assert.Equal(1, Assert.Single(_world.State.Faults.All).Struck);
        Assert.Equal(500, (await _world.CreateAsync("""{"alert":"x","multiple_alias":{"bob":{}}}""")).Status);
        Assert.Equal(200, (await _world.CreateAsync("""{"alert":"x","multiple_alias":{"bob":{}}}""")).Status);
        Assert.Empty(_world.State.Faults.All);
    }

    [Fact]
    public async Task A_rule_can_follow_a_users_devices()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Status, Alias = "bob" });
        string ana = (await _world.GetAsync("/devices?alias=ana")).Id, bob = (await _world.GetAsync("/devices?alias=bob")).Id;

        Assert.Equal(200, (await _world.GetAsync($"/devices/{ana}/inbox")).Status);
        Assert.Equal(503, (await _world.GetAsync($"/devices/{bob}/inbox")).Status);
    }

    [Fact]
    public async Task Chance_strikes_about_as_often_as_it_is_told()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Status, Probability = 0.5 });
        int struck = 0;
        for (int i = 0; i < 200; i++)
            struck += (await _world.CreateAsync(Body)).Status == 503 ? 1 : 0;
        Assert.InRange(struck, 70, 130);
    }

    [Fact]
    public async Task Requests_are_remembered_with_what_became_of_them()
    {
        _world.State.AddFault(new FaultRule { Kind = FaultKind.Status, Count = 1 });
        await _world.CreateAsync(Body);
        var accepted = await _world.CreateAsync(Body);
        await _world.CreateAsync("{}");

        Assert.Equal(
            [("create", 503, null, null, "Status"), ("create", 200, accepted.Id, "devices_aliases", null), ("create", 422, null, (string?)null, null)],
            _world.State.Requests.OldestFirst.Select(request => (request.Operation, request.Status!.Value, request.NotificationId, request.TargetKind, request.Fault)));
        Assert.Equal((Body.Length, 1), (_world.State.Requests.OldestFirst[1].BodyBytes, _world.State.Requests.OldestFirst[1].Recipients));
        Assert.Equal((3, 3, 0), (_world.State.Requests.Count(), _world.State.Requests.Count("create"), _world.State.Requests.Count("show")));
    }
}
