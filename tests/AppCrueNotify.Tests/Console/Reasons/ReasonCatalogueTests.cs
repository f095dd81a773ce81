using System.Text.Json;
using System.Text.RegularExpressions;
using AppCrueNotify.Console.Frame;
using AppCrueNotify.Console.Reasons;

namespace AppCrueNotify.Tests.Console.Reasons;

/// <summary>Whatever the gateway writes as a reason can be said in every language.</summary>
public sealed partial class ReasonCatalogueTests
{
    // Where reasons are made. What stands there between quotes and reads like a sentence is a reason, but for these.
    private static readonly string[] Sources =
    [
        "src/AppCrueNotify/Dispatch/OutcomeRules.cs", "src/AppCrueNotify/Dispatch/BatchSender.cs", "src/AppCrueNotify/Dispatch/SiteGate.cs", "src/AppCrueNotify/Dispatch/SiteDispatcher.cs",
        "src/AppCrueNotify/Messages/Answer.cs", "src/AppCrueNotify/Storage/Restored/RestoredHistory.cs", "src/AppCrueNotify/Receipts/ReceiptRules.cs", "src/AppCrueNotify/Receipts/ReceiptPoller.cs", "src/AppCrueNotify/Storage/Sqlite/SqliteReach.cs",
        "src/AppCrueNotify/Storage/Sqlite/SqliteDirectoryStore.cs", "src/AppCrueNotify/Storage/Sqlite/SqliteErasureStore.cs", "src/AppCrueNotify/Storage/Sqlite/SqliteSiteStore.cs",
        "src/AppCrueNotify/Storage/Sqlite/SqliteUpkeepStore.cs", "src/AppCrueNotify/Storage/Sqlite/IntakeRows.cs", "src/AppCrueNotify/Composition/Links/LinkWriter.cs",
        "src/AppCrueNotify/Storage/Views/MessageActions.cs", "src/TwinPush/Transport/FailureClassifier.cs",
    ];

    public static TheoryData<string> Reasons => [.. Collected().Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_reason_that_the_code_can_write_has_its_words_in_every_language(string reason)
    {
        foreach (var (language, _) in Languages.All.Where(l => l.Code != "en"))
            Assert.NotNull(ReasonCatalogue.Say(reason, language));
    }

    [Fact]
    public void A_reason_within_a_reason_is_said_too()
    {
        Assert.Equal(
            "resultado desconocido, etiqueta acn-1 en TwinPush: TwinPush, create a notification: TwinPush no respondió a tiempo (HTTP 504).",
            ReasonCatalogue.Say("outcome unknown, tag acn-1 in TwinPush: TwinPush, create a notification: TwinPush did not answer in time (HTTP 504).", "es"));
        Assert.Equal("reintentado a mano tras: fallido", ReasonCatalogue.Say("retried by hand after failed", "es"));
    }

    [Fact]
    public void Words_that_nobody_knows_stay_as_they_are()
    {
        Assert.Null(ReasonCatalogue.Say("something new", "es"));
        Assert.Equal("something new", ReasonCatalogue.Say("something new", "en"));
        Assert.Null(ReasonCatalogue.Say(new string('(', 5000), "es"));
    }

    [Fact]
    public void Every_pattern_has_all_languages_with_the_same_places()
    {
        using var file = File.OpenRead(Path.Combine(RepositoryFiles.Root, "src/AppCrueNotify/Console/Reasons/reasons.json"));
        var all = JsonSerializer.Deserialize<Dictionary<string, string>[]>(file)!;
        Assert.Equal(all.Length, all.Select(p => p["en"]).Distinct().Count());
        foreach (var pattern in all)
        {
            Assert.Equal(Languages.All.Select(l => l.Code).Order(), pattern.Keys.Order());
            Assert.All(pattern.Values, words => Assert.Equal(Places(pattern["en"]), Places(words)));
        }
    }

    [Fact]
    public void Reasons_are_found_where_they_are_made()
    {
        var all = Collected().ToList();
        Assert.Contains("the gateway stopped before it was sent", all);
        Assert.Contains("cancelled by hand", all);
        Assert.Contains("not-news-forum", all);
        Assert.True(all.Distinct().Count() > 40, $"{all.Count}");
    }

    private static IEnumerable<string> Collected()
    {
        foreach (var text in Sources.Select(s => File.ReadAllText(Path.Combine(RepositoryFiles.Root, s))))
        {
            var code = string.Join('\n', text.Split('\n').Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal) && !l.Contains("LoggerMessage", StringComparison.Ordinal) && !l.Contains("InvalidOperationException", StringComparison.Ordinal)));
            code = RawText.Replace(code, "");
            foreach (Match match in Literal.Matches(code))
            {
                var reason = Hole.Replace(match.Groups["text"].Value, "X1");
                // Two words and no SQL: a sentence.
                if (TwoWords.IsMatch(reason) && !reason.StartsWith('@') && !reason.StartsWith("UPDATE", StringComparison.Ordinal) && !reason.StartsWith("SELECT", StringComparison.Ordinal) && !reason.StartsWith("DELETE", StringComparison.Ordinal) && reason != "Target cannot be empty")
                    yield return reason;
            }
        }

        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src/AppCrueNotify/Storage/Sqlite/Statements"), "*.sql"))
        {
            foreach (Match match in InSql.Matches(File.ReadAllText(file)))
                yield return match.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal);
        }

        foreach (var field in typeof(AppCrueNotify.Messages.SkipReasons).GetFields())
            yield return (string)field.GetValue(null)!;
    }

    private static string Places(string words) => string.Join(' ', Place.Matches(words).Select(m => m.Value).Order());

    [GeneratedRegex(@"\$?""(?<text>[^""\n]+)""")]
    private static partial Regex Literal { get; }

    [GeneratedRegex("\"\"\".*?\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawText { get; }

    [GeneratedRegex("[a-z] [a-z]")]
    private static partial Regex TwoWords { get; }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole { get; }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place { get; }

    [GeneratedRegex(@"(reason = |THEN )'(?<text>(?:[^']|'')* (?:[^']|'')*)'")]
    private static partial Regex InSql { get; }
}
