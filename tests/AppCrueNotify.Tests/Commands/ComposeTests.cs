using System.Text.Json;

namespace AppCrueNotify.Tests.Commands;

public sealed class ComposeTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Every_sample_message_is_one_line_with_everything_that_a_phone_would_show()
    {
        var finished = await Binary.RunAsync("compose", Path.Combine(RepositoryFiles.Root, "samples", "moodle-events", "campus.jsonl"));
        Assert.Equal((0, ""), (finished.Code, finished.Errors));
        Assert.Equal(RepositoryFiles.CampusMessages.Length, finished.Lines.Length);
        var lines = finished.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.All(lines, l => Assert.All((string[])["key", "title", "alert", "link", "customProperties"], name => Assert.Equal(JsonValueKind.String, l.GetProperty(name).ValueKind)));
        Assert.All(lines, l => JsonDocument.Parse(l.GetProperty("customProperties").GetString()!).RootElement.GetProperty("target_id"));
        Assert.Equal(30, lines.Count(l => l.TryGetProperty("skipped", out var reason) && reason.GetString() == "not-news-forum"));
        Assert.Contains("📢 ", finished.Output, StringComparison.Ordinal);
        Assert.Contains("Cálculo", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_apply_and_the_first_context_url_names_the_Moodle()
    {
        var file = await FileAsync(
            """{"key":"m:1:1","component":"moodle","name":"instantmessage","smallmessage":"Hola","convid":4,"conversationtype":2,"notification":false,"userto":{"id":1,"alias":"a"}}""",
            """{"key":"n:2:1","component":"mod_quiz","name":"x","subject":"S","contexturl":"https://moodle.uni.example/mod/quiz/view.php?id=1","userto":{"id":1,"alias":""}}""");
        var finished = await Binary.RunAsync("compose", file, "--site-setting", "icons=mod_quiz=📝");
        Assert.Equal(0, finished.Code);
        Assert.Contains("\"link\":\"https://moodle.uni.example/", finished.Lines[0], StringComparison.Ordinal);
        Assert.Contains("\"title\":\"📝 S\"", finished.Lines[1], StringComparison.Ordinal);
        Assert.Contains("\"skipped\":\"no-alias\"", finished.Lines[1], StringComparison.Ordinal);
        var named = await Binary.RunAsync("compose", file, "--moodle", "https://named.example");
        Assert.Contains("\"link\":\"https://named.example/", named.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_line_is_named_and_the_others_are_composed()
    {
        const string Good = """{"key":"n:2:1","component":"mod_quiz","name":"x","subject":"S","userto":{"id":1,"alias":"a"}}""";
        var finished = await Binary.RunAsync("compose", await FileAsync("", "not json", Good, """{"key":"n:3:1"}""", $"{Good},{Good}"));
        Assert.Equal(1, finished.Code);
        Assert.Single(finished.Lines);
        Assert.Contains("line 2: it is not JSON", finished.Errors, StringComparison.Ordinal);
        Assert.Contains("line 4 (key n:3:1): 'component' is missing", finished.Errors, StringComparison.Ordinal);
        Assert.Contains("line 5: ", finished.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private async Task<string> FileAsync(params string[] lines)
    {
        var file = Path.Combine(_directory.Path, "messages.jsonl");
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        return file;
    }
}
