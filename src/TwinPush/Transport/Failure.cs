namespace TwinPush.Transport;

/// <summary>What <see cref="FailureClassifier"/> made of an exchange that failed.</summary>
internal sealed record Failure(FailureKind Kind, string Reason)
{
    public bool RepeatPossible { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public ErrorBody? Error { get; init; }
}
