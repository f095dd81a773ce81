namespace AppCrueNotify.Doctor;

/// <summary>Whose clock is wrong. Pure.</summary>
internal static class ClockRules
{
    /// <summary>Clocks that differ by less agree. 30 seconds: the header has whole seconds, and answers take their time.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <param name="twinPush">How far TwinPush's clock is ahead of ours; null: unknown.</param>
    /// <param name="moodle">Likewise Moodle's.</param>
    public static Check Judge(TimeSpan? twinPush, TimeSpan? moodle)
    {
        var (provider, campus) = (Wrong(twinPush), Wrong(moodle));
        return (provider, campus) switch
        {
            // Two strangers that agree against us are right.
            ({ } one, { } two) when (one - two).Duration() <= Tolerance => Check.Problem("clock-own", one),
            ({ } one, { }) => Check.Warning("clock-all", one, campus.Value),
            ({ } one, null) => moodle is null ? Check.Warning("clock-one", one) : Check.Warning("clock-twinpush", one),
            (null, { } two) => twinPush is null ? Check.Warning("clock-one", two) : Check.Warning("clock-moodle", two),
            (null, null) => twinPush is null && moodle is null ? Check.Warning("clock-untold") : Check.Ok("clock-right"),
        };
    }

    private static TimeSpan? Wrong(TimeSpan? ahead) => ahead is { } by && by.Duration() > Tolerance ? by : null;
}
