namespace AppCrueNotify.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "See 'appcrue-notify --help'")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("site add campus", "See 'appcrue-notify site add --help'")]
    [InlineData("trace --site campus", "--key KEY or --user ID")]
    [InlineData("trace --site campus --key k --user 1", "--key KEY or --user ID")]
    [InlineData("retry --site campus --state sent", "sent")]
    [InlineData("replay x.jsonl --to ftp://x --token t", "ftp://x")]
    [InlineData("replay x.jsonl --to http://127.0.0.1:1 --token t --batch 1001", "1 to 1000")]
    [InlineData("replay /no/such/file --to http://127.0.0.1:1 --token t", "/no/such/file")]
    [InlineData("replay /no/such/file --to http://127.0.0.1:1", "--token-file")]
    [InlineData("compose /no/such/file --site-setting window=long", "window")]
    [InlineData("compose /no/such/file --site-setting colour=red", "colour")]
    [InlineData("simulator --latency soon", "--latency")]
    public async Task Wrong_usage_is_said_on_the_error_stream_and_answers_2(string arguments, string said)
    {
        var finished = await Binary.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, finished.Code);
        Assert.Contains(said, finished.Errors, StringComparison.Ordinal);
        Assert.Empty(finished.Lines);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("trace --site campus --user 1")]
    [InlineData("retry --site campus")]
    [InlineData("test-push --site campus --alias ana")]
    public async Task Asking_a_directory_without_a_gateway_answers_1_and_makes_nothing(string arguments)
    {
        using var directory = new TempDirectory();
        var missing = Path.Combine(directory.Path, "mistyped");
        var finished = await Binary.RunAsync([.. arguments.Split(' '), "--data", missing]);
        Assert.Equal(1, finished.Code);
        Assert.Contains("Name the gateway's data directory with --data", finished.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(missing));
    }
}
