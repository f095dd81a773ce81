namespace TwinPush.Simulator.Faults;

/// <summary>What happens to one request.</summary>
internal sealed record FaultPlan(TimeSpan Latency, FaultRule? Rule)
{
    public bool IsAccepted => Rule?.IsAccepted ?? true;
}

/// <summary>A rule in the list, and how often it struck.</summary>
internal sealed record FaultEntry(int Id, FaultRule Rule, int Struck);
