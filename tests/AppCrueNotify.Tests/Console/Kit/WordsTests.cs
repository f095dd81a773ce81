using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using AppCrueNotify.Console.Frame;

namespace AppCrueNotify.Tests.Console.Kit;

/// <summary>Every folder's words are complete in every language.</summary>
public sealed partial class WordsTests
{
    // Words that are the same in English and another language.
    private static readonly string[] SameInEnglish = ["no", "Menu", "Error", "OK", "TwinPush", "Moodle", "AppCrueNotify"];

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}")]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex(@"\bT\[""(?<key>[^""]+)""")]
    private static partial Regex Used { get; }

    [GeneratedRegex(@"\bWords\[""(?<key>[^""]+)""(?!\s*\+)")]
    private static partial Regex UsedOfKit { get; }

    public static TheoryData<string> Names =>
        [.. typeof(Languages).Assembly.GetManifestResourceNames().Where(n => n.EndsWith("Text.resources", StringComparison.Ordinal)).Select(n => n[..^".resources".Length])];

    [Theory]
    [MemberData(nameof(Names))]
    public void All_languages_have_the_same_words_with_the_same_places_in_them(string name)
    {
        var english = Read(name, "");
        foreach (var (language, _) in Languages.All.Where(l => l.Code != "en"))
        {
            var words = Read(name, language);
            Assert.Equal(english.Keys.Order(), words.Keys.Order());
            foreach (var (key, word) in english)
            {
                Assert.True(Places(word) == Places(words[key]), $"{name} {key} {language}: {words[key]}");
                Assert.False(string.IsNullOrWhiteSpace(words[key]), $"{name} {key} {language} is empty");
                // A sentence that stayed English is a mistake; short words may be the same.
                if (word == words[key] && !SameInEnglish.Contains(word) && word.Contains(' ', StringComparison.Ordinal) && !Placeholder.Replace(word, "").All(c => !char.IsLetter(c)))
                    Assert.Fail($"{name} {key} is English in {language}: {word}");
            }
        }
    }

    [Fact]
    public void Every_word_that_pages_use_is_there()
    {
        var kit = Read("AppCrueNotify.Console.Kit.KitText", "");
        var root = Path.Combine(RepositoryFiles.Root, "src", "AppCrueNotify", "Console");
        foreach (var file in Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            Assert.All(UsedOfKit.Matches(text).Select(m => m.Groups["key"].Value).Where(k => !k.EndsWith('.')), key => Assert.True(kit.ContainsKey(key), $"{file}: {key}"));
            if (Regex.Match(text, @"IStringLocalizer<(?<type>\w+)>\s+T\b") is not { Success: true } own)
                continue;
            var folder = Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            var words = Read($"AppCrueNotify.Console.{folder}.{own.Groups["type"].Value}", "");
            Assert.All(Used.Matches(text).Select(m => m.Groups["key"].Value).Where(k => !k.EndsWith('.')), key => Assert.True(words.ContainsKey(key), $"{file}: {key}"));
        }
    }

    [Fact]
    public void Words_of_the_navigation_are_there()
    {
        var kit = Read("AppCrueNotify.Console.Kit.KitText", "");
        Assert.All(Navigation.Items, item => Assert.True(kit.ContainsKey(item.Name), item.Name));
    }

    private static string Places(string text) => string.Join(' ', Placeholder.Matches(text).Select(m => m.Value).Order());

    private static Dictionary<string, string> Read(string name, string language)
    {
        var set = new ResourceManager(name, typeof(Languages).Assembly).GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        Assert.True(set is not null, $"{name} is not there in '{language}'");
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }
}
