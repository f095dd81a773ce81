using System.Globalization;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Overview;

/// <summary>The bounds of the delays in words.</summary>
internal static class DelayWords
{
    /// <param name="longer">The words for everything above the last bound, which takes its place in them.</param>
    public static string Of(long bound, string longer) =>
        bound == TallyRules.Longer ? $"{longer} {Of(TallyRules.Bounds[^1], longer)}"
        : bound is > 1000 and < 10_000 ? string.Create(CultureInfo.CurrentCulture, $"{bound / 1000.0:0.#} s")
        : ReaderTime.Long(TimeSpan.FromMilliseconds(bound));
}
