using TwinPush.Simulator.Faults;

namespace TwinPush.Simulator.Control;

/// <summary>A fault as JSON.</summary>
internal sealed record FaultBody(
    FaultKind Kind, string? Operation = null, string? Alias = null, int? Count = null, double Probability = 1, bool? Accepted = null, int? DelayMs = null,
    int? Status = null, string? ErrorType = null, string? ErrorMessage = null, string? Body = null, IReadOnlyDictionary<string, string>? Headers = null)
{
    public static FaultBody From(FaultRule rule) => new(
        rule.Kind, rule.Operation, rule.Alias, rule.Count, rule.Probability, rule.IsAccepted, (int)rule.Delay.TotalMilliseconds,
        rule.Status, rule.ErrorType, rule.ErrorMessage, rule.Body, rule.Headers);

    public FaultRule ToRule()
    {
        if (Probability is < 0 or > 1)
            throw new ArgumentException("probability is between 0 and 1.");
        if (Count is < 1)
            throw new ArgumentException("count is at least 1.");
        if (Status is < 200 or > 599)
            throw new ArgumentException("status is between 200 and 599.");
        if (DelayMs is < 0)
            throw new ArgumentException("delay_ms is not negative.");
        return new FaultRule
        {
            Kind = Kind,
            Operation = Operation,
            Alias = Alias,
            Count = Count,
            Probability = Probability,
            Accepted = Accepted,
            Delay = DelayMs is { } delay ? TimeSpan.FromMilliseconds(delay) : TimeSpan.FromSeconds(1),
            Status = Status,
            ErrorType = ErrorType,
            ErrorMessage = ErrorMessage,
            Body = Body,
            Headers = Headers ?? new Dictionary<string, string>(),
        };
    }
}
