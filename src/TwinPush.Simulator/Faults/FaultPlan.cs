namespace TwinPush.Simulator.Faults;

/// <summary>What happens to one request. Cleared completes when the faults are cleared: what hangs gives up.</summary>
internal sealed record FaultPlan(TimeSpan Latency, FaultRule? Rule, Task Cleared)
{
    public bool IsAccepted => Rule?.IsAccepted ?? true;
}

/// <summary>A rule in the list, and how often it struck.</summary>
internal sealed record FaultEntry(int Id, FaultRule Rule, int Struck);
