namespace AppCrueNotify.Doctor;

/// <summary>What the doctor says of one thing.</summary>
/// <param name="Code">Which sentence: stable, the key of its words in every language (<see cref="DoctorWords"/>).</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Values">What stands in the sentence: texts, numbers, times (<see cref="DateTimeOffset"/>) and durations (<see cref="TimeSpan"/>). Never a credential.</param>
internal sealed record Check(string Code, Severity Severity, params IReadOnlyList<object> Values)
{
    public static Check Ok(string code, params object[] values) => new(code, Severity.Ok, values);

    public static Check Warning(string code, params object[] values) => new(code, Severity.Warning, values);

    public static Check Problem(string code, params object[] values) => new(code, Severity.Problem, values);
}

/// <summary>How bad a finding is.</summary>
internal enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Pushes go out, but something deserves a look.</summary>
    Warning,

    /// <summary>Pushes do not arrive, or soon will not.</summary>
    Problem,
}

/// <summary>All that the doctor found out about a site, what is worst first.</summary>
internal sealed record Diagnosis(string Site, DateTimeOffset At, IReadOnlyList<Check> Checks)
{
    public Severity Worst => Checks.Count == 0 ? Severity.Ok : Checks.Max(c => c.Severity);
}
