using System.Text.RegularExpressions;

namespace TwinPush.Simulator.Tests.Control;

public sealed class ControlTests : IAsyncLifetime
{
    private TwinPushWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await TwinPushWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Faults_are_set_listed_and_cleared()
    {
        var added = await _world.OutsideAsync("POST", "/control/faults",
            """{"kind":"status","operation":"create","count":3,"status":429,"error_type":"Busy","headers":{"Retry-After":"7"}}""");
        Assert.Equal((201, 1), (added.Status, added.Json.GetProperty("id").GetInt32()));
        await _world.OutsideAsync("POST", "/control/faults", """{"kind":"latency","delay_ms":0}""");

        var reply = await _world.CreateAsync("""{"alert":"x"}""");
        Assert.Equal((429, "Busy", "7"), (reply.Status, reply.ErrorType, reply.Headers["Retry-After"]));

        var list = (await _world.OutsideAsync("GET", "/control/faults")).Json;
        Assert.Equal(2, list.GetArrayLength());
        Assert.Equal(1, list[0].GetProperty("struck").GetInt32());
        Assert.Equal("status", list[0].GetProperty("rule").GetProperty("kind").GetString());
        Assert.Equal(200, (await _world.OutsideAsync("DELETE", "/control/faults/1")).Status);
        Assert.Equal(404, (await _world.OutsideAsync("DELETE", "/control/faults/1")).Status);
        Assert.Equal(200, (await _world.OutsideAsync("DELETE", "/control/faults")).Status);
        Assert.Empty(_world.State.Faults.All);
    }

    [Theory]
    [InlineData("""{"kind":"nonsense"}""")]
    [InlineData("""{"operation":"create"}""")]
    [InlineData("""{"kind":"status","operation":"creat"}""")]
    [InlineData("""{"kind":"status","probability":2}""")]
    [InlineData("""{"kind":"status","count":0}""")]
    [InlineData("""{"kind":"status","status":99}""")]
    [InlineData("""{"kind":"latency","delay_ms":-1}""")]
    [InlineData("""{"kind":"status","statsu":500}""")]
    [InlineData("""{"kind":""")]
    [InlineData("null")]
    public async Task A_mistake_in_a_fault_is_told(string body)
    {
        var reply = await _world.OutsideAsync("POST", "/control/faults", body);
        Assert.Equal(400, reply.Status);
        Assert.NotEmpty(reply.Json.GetProperty("error").GetString()!);
        Assert.Empty(_world.State.Faults.All);
    }

    [Fact]
    public async Task Phones_are_registered_changed_and_looked_at()
    {
        var added = await _world.OutsideAsync("POST", "/control/phones", """{"alias":"aña ü/x%41+","platform":"ios"}""");
        string id = added.Json.GetProperty("device_id").GetString()!;
        await _world.OutsideAsync("POST", "/control/segments", """{"name":"s","aliases":["aña ü/x%41+"]}""");
        await _world.CreateAsync("""{"alert":"Hola 👋","segments":["s"],"custom_properties":{"target_id":"https://a/"}}""");

        var pushes = (await _world.OutsideAsync("GET", "/control/pushes/" + Uri.EscapeDataString("aña ü/x%41+"))).Json;
        Assert.Equal(("Hola 👋", "https://a/"), (pushes[0].GetProperty("alert").GetString(), pushes[0].GetProperty("link").GetString()));

        Assert.Equal(200, (await _world.OutsideAsync("PATCH", "/control/devices/" + id, """{"platform_error":"BadDeviceToken"}""")).Status);
        await _world.CreateAsync("""{"alert":"lost","segments":["s"]}""");
        Assert.Single(_world.State.Pushes("aña ü/x%41+"));
        await _world.OutsideAsync("PATCH", "/control/devices/" + id, """{"platform_error":"","active":false}""");
        Assert.Equal("false", (await _world.GetAsync("/devices/" + id)).Json.GetProperty("active").GetRawText());
        Assert.Equal(404, (await _world.OutsideAsync("PATCH", "/control/devices/none", """{"active":true}""")).Status);
        Assert.Equal(400, (await _world.OutsideAsync("POST", "/control/phones", """{"alias":"x","platform":"amiga"}""")).Status);
        Assert.Equal(400, (await _world.OutsideAsync("POST", "/control/phones", """{"platform":"ios"}""")).Status);
    }

    [Fact]
    public async Task Requests_and_status_are_told_without_credentials()
    {
        await _world.CreateAsync("""{"alert":"x","devices_aliases":["a"]}""");

        var requests = await _world.OutsideAsync("GET", "/control/requests");
        var status = await _world.OutsideAsync("GET", "/control/status");

        Assert.Equal("devices_aliases", requests.Json[0].GetProperty("target_kind").GetString());
        Assert.Equal(22, status.Json.GetProperty("operations").GetArrayLength());
        Assert.DoesNotMatch(new Regex("demo0creator|demo0api"), requests.Text + status.Text);
        await _world.OutsideAsync("DELETE", "/control/requests");
        Assert.Equal(0, _world.State.Requests.Count());
    }

    [Theory]
    [InlineData("POST", "/control/phones", "text/plain")]
    [InlineData("POST", "/control/faults", "application/x-www-form-urlencoded")]
    public async Task What_a_foreign_page_could_send_unasked_is_refused(string method, string path, string type)
    {
        Assert.Equal(400, (await _world.OutsideAsync(method, path, """{"alias":"x","kind":"hang"}""", type)).Status);
        Assert.Empty(_world.State.Faults.All);
    }
}
