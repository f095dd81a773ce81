namespace AppCrueNotify.Tests.Commands;

public sealed class DemoTests : IDisposable
{
    private readonly TempDirectory _temporary = new();

    [Fact]
    public async Task Once_everything_that_should_arrive_arrives_and_nothing_is_left_behind()
    {
        var finished = await Binary.RunAsync(["demo", "--once"], null, _temporary.Path);
        Assert.Equal((0, ""), (finished.Code, finished.Errors));
        Assert.Contains(finished.Lines, l => Words(l) == "messages posted 72");
        Assert.Contains(finished.Lines, l => Words(l) == "queued 42");
        Assert.Contains(finished.Lines, l => Words(l) == "skipped 30 not-news-forum");
        Assert.Contains(finished.Lines, l => l.StartsWith("  📢 ", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', finished.Output);
        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Path, "appcrue-notify-demo-*"));
    }

    [Fact]
    public async Task Settings_change_what_arrives()
    {
        var finished = await Binary.RunAsync("demo", "--once", "--set", "only-news-forum=off");
        Assert.Equal(0, finished.Code);
        Assert.Contains(finished.Lines, l => Words(l) == "queued 72");
    }

    [Fact]
    public async Task It_fails_when_nothing_arrives()
    {
        var finished = await Binary.RunAsync("demo", "--once", "--set", "enabled=off");
        Assert.Equal(1, finished.Code);
        Assert.Contains("nothing was queued", finished.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_once_it_runs_until_it_is_stopped_and_removes_its_data()
    {
        await using var demo = Binary.Start(["demo"], null, _temporary.Path);
        await demo.LineAsync(l => l.Contains("Ctrl+C", StringComparison.Ordinal));
        var trace = (await demo.LineAsync(l => l.Contains("appcrue-notify trace", StringComparison.Ordinal))).Trim().Split(' ')[1..];
        var traced = await Binary.RunAsync(trace);
        Assert.Equal(0, traced.Code);
        Assert.Contains("sent: TwinPush accepted it", traced.Output, StringComparison.Ordinal);
        await demo.SignalAsync("TERM");
        Assert.Equal(0, (await demo.EndAsync()).Code);
        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Path, "appcrue-notify-demo-*"));
    }

    public void Dispose() => _temporary.Dispose();

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
