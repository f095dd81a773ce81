using System.Diagnostics.Metrics;

namespace AppCrueNotify.Intake;

/// <summary>What the intake counts.</summary>
internal sealed class IntakeMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _taken = meters.Create(nameof(AppCrueNotify))
        .CreateCounter<long>("messages_total", null, "Messages that Moodle handed over, by what became of them: queued, duplicate, skipped or rejected.");

    public void Taken(string site, IEnumerable<IntakeResult> results)
    {
        foreach (var (status, count) in results.CountBy(r => r.Status))
            _taken.Add(count, new("site", site), new("status", status));
    }
}
