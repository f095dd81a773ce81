using System.Text;
using System.Text.RegularExpressions;
using AppCrueNotify.Messages;
using AppCrueNotify.Problems;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Tests.Commands;

public sealed partial class DocumentationTests
{
    private const string WriteVariable = "APPCRUENOTIFY_WRITE_DOCS";

    [Fact]
    public void The_settings_page_is_the_catalogue_written_down()
    {
        var file = Path.Combine(RepositoryFiles.Root, "docs", "settings.md");
        var page = File.ReadAllText(file);
        var start = page.IndexOf("\n## ", StringComparison.Ordinal) + 1;
        var written = page[..start] + Settings();
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
            File.WriteAllText(file, written);
        Assert.True(page == written, $"docs/settings.md is not what the catalogue says. Write it anew: {WriteVariable}=1 and run this test.");
    }

    [Fact]
    public void The_errors_page_explains_every_problem_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "errors.md"));
        var sections = Section().Matches(page).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Assert.Equal(Problem.All.Select(p => p.Code).Order(), sections.Keys.Order());
        foreach (var problem in Problem.All)
        {
            var text = sections[problem.Code];
            Assert.StartsWith($"HTTP {problem.Status}. {problem.Title}", text.Trim(), StringComparison.Ordinal);
            Assert.True(text.Trim().Length > problem.Title.Length + 40, $"{problem.Code} is not explained.");
        }
    }

    [Fact]
    public void The_errors_page_explains_every_reason_to_skip()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "errors.md"));
        var reasons = typeof(SkipReasons).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.Contains($"| `{reason}` |", page, StringComparison.Ordinal));
    }

    private static string Settings()
    {
        var text = new StringBuilder();
        foreach (var setting in SettingCatalogue.All)
        {
            var byDefault = setting.Default.Length == 0 ? "empty" : $"`{setting.Default}`";
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"## {setting.Name}\n\nDefault: {byDefault}.{(setting.PerComponent ? " Can be set per component." : "")}\n\n{setting.Explanation}\n\n");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    [GeneratedRegex("^## ([a-z-]+)$\n(.*?)(?=^## |^# |\\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
