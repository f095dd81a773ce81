using System.Text;
using System.Text.RegularExpressions;

namespace AppCrueNotify.Tests.Conventions;

/// <summary>What every file of the repository keeps to.</summary>
public sealed partial class FilesTests
{
    private const int LongestFile = 300;

    private static readonly string[] Ours = [".cs", ".php", ".sql", ".md", ".json", ".yml", ".yaml", ".xml", ".props", ".targets", ".csproj", ".slnx", ".sh", ".js", ".css", ".html", ".txt", ".mustache", ".editorconfig", ".dockerfile", ".service"];
    private static readonly string[] Generated = ["packages.lock.json", "package-lock.json"];

    private static IReadOnlyList<string> Files { get; } = [.. Walk(RepositoryFiles.Root).Where(f => Ours.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase) || Path.GetExtension(f).Length == 0)];

    [GeneratedRegex("""\b(TODO|FIXME|HACK|XXX)\b""")]
    private static partial Regex Unfinished { get; }

    // Directories of somebody's machine, and hosts that packages come from.
    [GeneratedRegex("""(?<![\w./-])(/home/\w|/Users/\w|/root/|/work/\w|[A-Z]:\\Users)|registry\.npmjs|api\.nuget\.org|proxy\.golang|\b(artifactory|nexus|jfrog)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Machine { get; }

    [Fact]
    public void Code_files_are_short_enough_to_be_read() => AssertNone(
        Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)),
        lines => lines.Length > LongestFile ? [$"{lines.Length} lines"] : []);

    [Fact]
    public void Nothing_is_left_for_later() => AssertNone(
        Files.Where(f => !f.EndsWith(nameof(FilesTests) + ".cs", StringComparison.Ordinal)),
        lines => lines.Where(l => Unfinished.IsMatch(l)));

    [Fact]
    public void No_file_names_a_machine_or_a_registry() => AssertNone(
        Files.Where(f => !f.EndsWith(nameof(FilesTests) + ".cs", StringComparison.Ordinal) && !Path.GetRelativePath(RepositoryFiles.Root, f).StartsWith("samples", StringComparison.Ordinal)),
        lines => lines.Where(l => Machine.IsMatch(l)));

    [Fact]
    public void Files_are_UTF8_with_line_feeds_and_an_end() => Assert.Empty(
        from file in Files.Where(f => Path.GetExtension(f) is ".cs" or ".sql" or ".md" or ".php")
        let bytes = File.ReadAllBytes(file)
        where bytes.Length == 0 || bytes[^1] != '\n' || bytes.Contains((byte)'\r') || bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) || !System.Text.Unicode.Utf8.IsValid(bytes)
        select file);

    [Fact]
    public void Names_say_what_a_class_is_for() => Assert.DoesNotContain(
        Files, f => f.EndsWith(".cs", StringComparison.Ordinal) && Regex.IsMatch(Path.GetFileNameWithoutExtension(f), "(Helper|Helpers|Manager|Utils|Util|Utilities|Common|Base)$"));

    private static void AssertNone(IEnumerable<string> files, Func<string[], IEnumerable<string>> faults)
    {
        var found = from file in files
                    from fault in faults(File.ReadAllLines(file))
                    select $"{Path.GetRelativePath(RepositoryFiles.Root, file)}: {fault.Trim()[..Math.Min(fault.Trim().Length, 120)]}";
        Assert.Empty(found.Take(20));
    }

    private static IEnumerable<string> Walk(string directory)
    {
        foreach (var inner in Directory.GetDirectories(directory).Where(d => Path.GetFileName(d) is not ("artifacts" or ".git" or "bin" or "obj" or "node_modules" or "vendor" or "TestResults")))
        {
            foreach (var file in Walk(inner))
                yield return file;
        }

        foreach (var file in Directory.GetFiles(directory).Where(f => !Generated.Contains(Path.GetFileName(f)) && Path.GetFileName(f) != ".git"))
            yield return file;
    }
}
