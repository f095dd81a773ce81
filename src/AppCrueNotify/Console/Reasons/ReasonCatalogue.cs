using System.Text.Json;
using System.Text.RegularExpressions;

namespace AppCrueNotify.Console.Reasons;

/// <summary>
/// The reasons that the gateway writes, as patterns with places in them, in every language: <c>reasons.json</c>. The store keeps English, so that log, command line and database
/// say the same to everybody; a page says it in its reader's language.
/// </summary>
internal static partial class ReasonCatalogue
{
    // A reason may carry another, as "outcome unknown: TwinPush did not answer in time": not deeper than that.
    private const int Deepest = 4;

    private static readonly Pattern[] All = [.. Read().OrderByDescending(p => p.Literal)];

    /// <summary>The English patterns.</summary>
    public static IEnumerable<string> Patterns => All.Select(p => p.English);

    /// <summary>The reason in a language; null when no pattern fits it.</summary>
    public static string? Say(string reason, string language) => language == "en" ? reason : Say(reason, language, Deepest);

    private static string? Say(string reason, string language, int depth)
    {
        foreach (var pattern in All)
        {
            if (pattern.Fits.Match(reason) is not { Success: true } match)
                continue;
            var words = pattern.Languages[language];
            for (var i = 1; i < match.Groups.Count; i++)
            {
                var part = match.Groups[i].Value;
                words = words.Replace($"{{{i - 1}}}", depth > 0 ? Say(part, language, depth - 1) ?? part : part, StringComparison.Ordinal);
            }

            return words;
        }

        return null;
    }

    private static IEnumerable<Pattern> Read()
    {
        using var stream = typeof(ReasonCatalogue).Assembly.GetManifestResourceStream("console-reasons.json")!;
        foreach (var languages in JsonSerializer.Deserialize<Dictionary<string, string>[]>(stream)!)
        {
            var english = languages["en"];
            var fits = $"^{Place.Replace(Regex.Escape(english).Replace(@"\{", "{", StringComparison.Ordinal), "(.+?)")}$";
            yield return new(english, new(fits, RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100)), languages, Place.Replace(english, "").Length);
        }
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place { get; }

    private sealed record Pattern(string English, Regex Fits, Dictionary<string, string> Languages, int Literal);
}
