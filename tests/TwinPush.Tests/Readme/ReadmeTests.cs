using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Readme;

/// <summary>What the client's README shows compiles, runs and is what stands there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(SourceTree.Path("src", "TwinPush", "README.md"));

    [Fact]
    public void Every_example_in_the_readme_is_one_that_runs_here_and_the_other_way_round()
    {
        var source = File.ReadAllText(SourceTree.Path("tests", "TwinPush.Tests", "Readme", "Snippets.cs"));
        var running = Snippet().Matches(source).Select(match => Dedent(match.Groups["code"].Value)).Order().ToArray();
        var shown = Fence().Matches(Readme).Select(match => match.Groups["code"].Value.Trim()).Order().ToArray();

        Assert.NotEmpty(shown);
        Assert.Equal(running, shown);
    }

    [Fact]
    public void The_readme_names_every_kind_of_failure()
    {
        foreach (var kind in Enum.GetNames<FailureKind>())
            Assert.Contains($"`{kind}`", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_is_made_with_and_without_a_container()
    {
        var client = Snippets.Standalone(out var factory);
        using (factory)
            Assert.NotNull(client);
        var other = Snippets.Container(new ServiceCollection(), Sample.App(new Uri("https://app.twinpush.com/api/v2")), out var provider);
        using (provider)
            Assert.NotNull(other);
    }

    [Fact]
    public async Task The_examples_do_what_they_say()
    {
        await using var server = RawServer.Answering(request => (200, request.Target.EndsWith("/report", StringComparison.Ordinal)
            ? """{"status":"sent","delivery_count":2}"""
            : """{"objects":[{"id":"n1"}],"total_pages":1}"""));
        using var fixture = new ClientFixture(server.Address);

        Assert.Equal("n1", await Snippets.SendAsync(fixture.Client, Sample.Token));
        Assert.Equal("n1", (await Snippets.SendDifferentAsync(fixture.Client, Sample.Token)).Id);
        Assert.Equal("accepted", await Snippets.FailAsync(fixture.Client, Sample.Notification, Sample.Token));
        Assert.Equal(2, await Snippets.FollowUpAsync(fixture.Client, "n1", Sample.Token));
        Assert.Equal(1, await Snippets.CountAsync(fixture.Client, Sample.Token));
    }

    [Theory]
    [InlineData(503, "<html>", "try again in 00:01:00; repeat possible: True")]
    [InlineData(422, """{"errors":{"type":"NotificationNotCreated","message":"Target cannot be empty"}}""", "nobody of them has the app")]
    [InlineData(403, "", "stop and tell the administrator")]
    public async Task The_example_of_failures_says_what_to_do(int status, string body, string expected)
    {
        await using var server = RawServer.Answering(status, body);
        using var fixture = new ClientFixture(server.Address);

        Assert.Equal(expected, await Snippets.FailAsync(fixture.Client, Sample.Notification, Sample.Token));
    }

    private static string Dedent(string code)
    {
        var lines = code.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : "")).Trim();
    }

    [GeneratedRegex(@"// snippet: [a-z-]+\n(?<code>.*?)\n\s*// end", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
