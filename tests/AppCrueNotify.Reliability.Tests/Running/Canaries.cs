using System.Buffers;
using System.Collections.Concurrent;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>
/// T26: marks in what must never leave by a log, by standard error, by a metric's label or by an error's body. Every proof marks what it sends, and all that its gateways wrote is searched when they end.
/// </summary>
internal static class Canaries
{
    public const string Alias = "canaryalias";
    public const string Title = "canarytitle";
    public const string Text = "canarytext";

    private static readonly SearchValues<string> Marks = SearchValues.Create([Alias, Title, Text, SimulatedApp.Demo.CreatorKey, SimulatedApp.Demo.ApiToken], StringComparison.OrdinalIgnoreCase);
    private static readonly ConcurrentBag<string> Secrets = [];

    /// <summary>A site's token, of which the part behind the dot is secret.</summary>
    public static void Guard(string token) => Secrets.Add(token.Split('.')[1]);

    public static bool In(string text) => text.AsSpan().ContainsAny(Marks) || Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal));

    public static void AssertNone(string where, string text)
    {
        if (In(text))
            Assert.Fail($"{where} holds an alias, a text or a secret: {text.Split('\n').First(In)}");
    }

    /// <summary>Searches the log files of a data directory.</summary>
    public static void AssertNoneInLogs(string directory)
    {
        var logs = Path.Combine(directory, "logs");
        foreach (var file in Directory.Exists(logs) ? Directory.GetFiles(logs) : [])
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            AssertNone(Path.GetFileName(file), reader.ReadToEnd());
        }
    }
}
