using AppCrueNotify.Console.Kit;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Overview;

/// <summary>The bounds of the delays in words.</summary>
internal static class DelayWords
{
    /// <param name="longer">The words for everything above the last bound, which takes its place in them.</param>
    public static string Of(long bound, string longer) =>
        bound == TallyRules.Longer ? $"{longer} {ReaderTime.Long(TimeSpan.FromMilliseconds(TallyRules.Bounds[^1]))}" : ReaderTime.Long(TimeSpan.FromMilliseconds(bound));
}
