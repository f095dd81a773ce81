using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Tests.Storage;

public sealed class StateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Phones_and_notifications_outlive_a_restart()
    {
        string file = Path.Combine(_folder, "state.json"), ana, id, opened;
        await using (var first = await StartAsync(file))
        {
            ana = first.State.RegisterPhone("ana", "ios");
            first.State.SetPlatformError(first.State.RegisterPhone("gone"), "NotRegistered");
            first.State.DefineSegment("s", ["ana"]);
            await first.PostAsync($"/devices/{ana}/set_custom_property", """{"name":"role","type":"enum","value":"Tutor"}""");
            id = (await first.CreateAsync("""{"alert":"All","title":"T","tags":["t"],"url":"https://a.example/","multiple_alias":{"ana":{"alert":"Ana's 👋","custom_properties":{"k":1}},"gone":{}}}""")).Id;
            opened = (await first.CreateAsync("""{"alert":"Opened","segments":["s"]}""")).Id;
            await first.PostAsync($"/devices/{ana}/notifications/{opened}/open_notification");
            first.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await using var second = await StartAsync(file);
        second.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([("Opened", false, true), ("Ana's 👋", true, false)],
            second.State.Pushes("ana").Select(push => (push.Alert, push.CustomProperties == """{"k":1}""", push.OpenedAt is not null)));
        var report = (await second.GetAsync($"/notifications/{id}/report")).Json;
        Assert.Equal((1, 1), (report.GetProperty("delivery_count").GetInt32(), report.GetProperty("errors").GetArrayLength()));
        Assert.Equal("""["t","tp_rich"]""", report.GetProperty("notification").GetProperty("tags").GetRawText());
        Assert.Equal(200, (await second.CreateAsync("""{"alert":"x","target_properties":{"role":["Tutor"]},"segments":["s"]}""")).Status);
        Assert.DoesNotContain(second.State.RegisterPhone("new"), new[] { ana, id, opened });
        Assert.Equal(["state.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_file_is_written_while_the_simulator_runs()
    {
        string file = Path.Combine(_folder, "state.json");
        await using var world = await StartAsync(file);
        world.State.RegisterPhone("ana");

        while (!File.Exists(file))
        {
            world.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Contains("\"ana\"", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_state_stops_the_start()
    {
        string file = Path.Combine(_folder, "state.json");
        await File.WriteAllTextAsync(file, "{ not json", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => StartAsync(file));
    }

    private static Task<TwinPushWorld> StartAsync(string file) =>
        TwinPushWorld.StartAsync(options => options with { File = file, Phones = new PhoneBehaviour { ReceivedProbability = 0 } });
}
