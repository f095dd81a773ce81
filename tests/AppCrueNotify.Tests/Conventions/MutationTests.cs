namespace AppCrueNotify.Tests.Conventions;

/// <summary>The mutations of tests/mutations still fit the code: each text to find stands exactly once in its file.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> Mutations { get; } =
        [.. Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "tests", "mutations"), "*.mutation").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_mutation_fits_the_code_and_names_a_test(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "tests", "mutations", name));
        Assert.StartsWith("why: ", lines[0], StringComparison.Ordinal);
        var test = lines[1].Split(' ');
        Assert.Equal(("test:", 3), (test[0], test.Length));
        var method = test[2].Split('.')[^1].TrimStart('*');
        Assert.Contains(
            Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "tests", test[1]), "*.cs", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains($" {method}(", StringComparison.Ordinal));

        var (file, blocks) = ("", 0);
        for (var i = 2; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("file: ", StringComparison.Ordinal))
                file = File.ReadAllText(Path.Combine(RepositoryFiles.Root, lines[i]["file: ".Length..]));
            if (lines[i] != "--- find")
                continue;
            var end = Array.IndexOf(lines, "--- put", i);
            var find = string.Join('\n', lines[(i + 1)..end]);
            Assert.Equal(2, file.Split(find).Length);
            blocks++;
        }

        Assert.True(blocks > 0);
    }
}
