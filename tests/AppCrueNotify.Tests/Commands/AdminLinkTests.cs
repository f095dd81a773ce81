using System.Text.RegularExpressions;

namespace AppCrueNotify.Tests.Commands;

public sealed partial class AdminLinkTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [GeneratedRegex(@"https?://\S+/login/link\?code=[\w-]{43}")]
    private static partial Regex Link { get; }

    [Fact]
    public async Task The_first_start_and_the_command_print_links_and_the_log_files_have_none()
    {
        await using (var gateway = Binary.Start("serve", "--urls", "http://127.0.0.1:0", "--data", _directory.Path, "--log", "json"))
        {
            await gateway.LineAsync(l => l.Contains("listens on", StringComparison.Ordinal));
            var link = await Binary.RunAsync("admin", "link", "--name", "ana", "--url", "https://push.example.edu", "--data", _directory.Path);
            Assert.Equal(0, link.Code);
            Assert.Matches(Link, link.Lines[^1]);
            Assert.StartsWith("https://push.example.edu/", link.Lines[^1], StringComparison.Ordinal);
            await gateway.SignalAsync("TERM");
            var ended = await gateway.EndAsync();
            Assert.Matches(Link, ended.Errors);
            Assert.DoesNotMatch(Link, ended.Output);
        }

        Assert.All(Directory.GetFiles(Path.Combine(_directory.Path, "logs")), file => Assert.DoesNotMatch(Link, File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("admin", "link", "--url", "push.example.edu")]
    [InlineData("serve", "--proxy", "localhost")]
    [InlineData("serve", "--oidc-authority", "http://login.example.edu")]
    [InlineData("serve", "--oidc-authority", "https://login.example.edu", "--oidc-client", "x")]
    [InlineData("serve", "--oidc-authority", "https://login.example.edu", "--oidc-client", "x", "--oidc-grant", "admins")]
    public async Task What_is_wrong_is_wrong_usage(params string[] arguments)
    {
        var refused = await Binary.RunAsync([.. arguments, "--data", _directory.Path]);
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains("--", refused.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
