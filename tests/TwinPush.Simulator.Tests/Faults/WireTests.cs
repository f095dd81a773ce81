using TwinPush.Simulator.Faults;

namespace TwinPush.Simulator.Tests.Faults;

/// <summary>Faults as bytes on the wire, and whether the notification was stored behind them.</summary>
public sealed class WireTests
{
    private const string Body = """{"alert":"x","devices_aliases":["ana"]}""";

    [Theory]
    [InlineData("ResetBefore", 0)]
    [InlineData("ResetAfter", 1)]
    public async Task A_reset_sends_nothing(string kind, int stored)
    {
        await using var world = await StartAsync(kind);

        var raw = await RawConnection.CreateAsync(world, Body);

        Assert.Equal(("", true), (raw.Received, raw.Reset));
        Assert.Equal(stored, world.State.AcceptedNotifications);
        Assert.Null(Assert.Single(world.State.Requests.OldestFirst).Status);
    }

    [Fact]
    public async Task Headers_are_cut_in_the_middle_of_a_name_and_the_notification_is_stored()
    {
        await using var world = await StartAsync("CutHeaders");

        var raw = await RawConnection.CreateAsync(world, Body);

        Assert.Equal("HTTP/1.1 200 OK\r\nContent-Type: applica", raw.Received);
        Assert.Equal(1, world.State.AcceptedNotifications);
    }

    [Fact]
    public async Task A_body_is_cut_in_the_middle_and_the_notification_is_stored()
    {
        await using var world = await StartAsync("CutBody");

        var raw = await RawConnection.CreateAsync(world, Body);

        string[] parts = raw.Received.Split("\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", parts[0], StringComparison.Ordinal);
        int promised = int.Parse(parts[0].Split("Content-Length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(promised / 2, parts[1].Length);
        Assert.Equal(1, world.State.AcceptedNotifications);
    }

    private static async Task<TwinPushWorld> StartAsync(string kind)
    {
        var world = await TwinPushWorld.StartAsync();
        world.State.RegisterPhone("ana");
        world.State.AddFault(new FaultRule { Kind = Enum.Parse<FaultKind>(kind), Operation = "create", Count = 1 });
        return world;
    }
}
