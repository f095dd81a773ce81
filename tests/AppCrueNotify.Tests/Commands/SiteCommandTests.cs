using AppCrueNotify.Sites;

namespace AppCrueNotify.Tests.Commands;

public sealed class SiteCommandTests : IDisposable
{
    private const string Key = "k0000000000000000000000000000secret";
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task The_token_stands_alone_in_the_last_line_and_credentials_are_never_shown()
    {
        var added = await AddAsync("campus", ["--creator-key", Key]);
        Assert.Equal(0, added.Code);
        Assert.NotNull(SiteToken.Parse(added.Lines[^1]));
        var listed = await RunAsync("site", "list");
        Assert.Equal(0, listed.Code);
        Assert.Contains("campus", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(added.Lines[^1], listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_come_by_file_and_by_standard_input()
    {
        var file = Path.Combine(_directory.Path, "creator.key");
        await File.WriteAllTextAsync(file, Key + "\n", TestContext.Current.CancellationToken);
        var both = await AddAsync("campus", ["--creator-key-file", file, "--api-token-file", "-"], "api-token-000\n");
        Assert.Equal(0, both.Code);
        Assert.Contains("with API token", (await RunAsync("site", "list")).Output, StringComparison.Ordinal);
        var twice = await AddAsync("other", ["--creator-key-file", file, "--creator-key", Key]);
        Assert.Equal((2, true), (twice.Code, twice.Errors.Contains("not both", StringComparison.Ordinal)));
        var none = await AddAsync("other", ["--creator-key-file", "-"]);
        Assert.Equal((2, true), (none.Code, none.Errors.Contains("standard input is empty", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_site_is_changed_given_a_new_token_and_removed()
    {
        var added = await AddAsync("campus", ["--creator-key", Key]);
        Assert.Equal(1, (await AddAsync("campus", ["--creator-key", Key])).Code);
        Assert.Equal(0, (await RunAsync("site", "set", "campus", "window=5s", "only-news-forum=off")).Code);
        Assert.Contains("only-news-forum=off, window=5s", (await RunAsync("site", "list")).Output, StringComparison.Ordinal);
        var wrong = await RunAsync("site", "set", "campus", "window=long");
        Assert.Equal((2, true), (wrong.Code, wrong.Errors.Contains("window", StringComparison.Ordinal)));
        var rotated = await RunAsync("site", "rotate-token", "campus", "--grace", "0");
        Assert.Equal(0, rotated.Code);
        Assert.NotNull(SiteToken.Parse(rotated.Lines[^1]));
        Assert.NotEqual(added.Lines[^1], rotated.Lines[^1]);
        Assert.Equal(0, (await RunAsync("site", "remove", "campus")).Code);
        Assert.Equal(1, (await RunAsync("site", "remove", "campus")).Code);
    }

    public void Dispose() => _directory.Dispose();

    private Task<Finished> AddAsync(string name, string[] more, string? input = null) =>
        Binary.RunAsync(["site", "add", name, "--moodle", "https://campus.example.edu", "--app-id", "0123456789abcdef", "--data", _directory.Path, .. more], input);

    private Task<Finished> RunAsync(params string[] arguments) => Binary.RunAsync([.. arguments, "--data", _directory.Path]);
}
