namespace AppCrueNotify.Reliability.Tests;

/// <summary>How much is run: little with every change, much when somebody asks for it.</summary>
internal static class LongForm
{
    public static bool Asked { get; } = Environment.GetEnvironmentVariable("APPCRUENOTIFY_LONG_TESTS") == "1";

    public static int Rounds(int usually, int asked) => Asked ? asked : usually;

    /// <summary>Where a failure is to be replayed from; null: from the beginning.</summary>
    public static int? Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("APPCRUENOTIFY_SEED"), out var seed) ? seed : null;

    /// <summary>The seeds to run: the one asked for alone, or as many as given.</summary>
    public static IEnumerable<int> Seeds(int rounds) => Seed is { } one ? [one] : Enumerable.Range(1, rounds);
}
