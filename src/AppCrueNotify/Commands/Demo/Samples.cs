using System.Text.Json;

namespace AppCrueNotify.Commands.Demo;

/// <summary>Messages that a real Moodle sent, with invented people; they are part of the program.</summary>
internal static class Samples
{
    private const string Resource = "samples/campus.jsonl";

    public static async Task<IReadOnlyList<JsonLine>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(Samples).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        var lines = new List<JsonLine>();
        await foreach (var line in JsonLines.ReadAsync(stream, cancellationToken))
            lines.Add(line);
        return lines;
    }

    /// <summary>The alias of each message's recipient by the message's key.</summary>
    public static IReadOnlyDictionary<string, string> Aliases(IEnumerable<JsonLine> lines)
    {
        var aliases = new Dictionary<string, string>();
        foreach (var line in lines)
        {
            using var message = JsonDocument.Parse(line.Text);
            aliases[message.RootElement.GetProperty("key").GetString()!] = message.RootElement.GetProperty("userto").GetProperty("alias").GetString()!;
        }

        return aliases;
    }
}
