using AppCrueNotify.Messages;

namespace AppCrueNotify.Reliability.Tests.Histories;

/// <summary>What happened in a run, from three sides that do not know of each other: Moodle, the gateway's store, TwinPush.</summary>
internal sealed record RunHistory
{
    /// <summary>Keys whose 202 arrived.</summary>
    public required IReadOnlyCollection<MessageKey> Acknowledged { get; init; }

    public required IReadOnlyList<StoredMessage> Messages { get; init; }
    public required IReadOnlyList<StoredAttempt> Attempts { get; init; }

    /// <summary>In the order in which TwinPush saw them.</summary>
    public required IReadOnlyList<SeenPost> Posts { get; init; }

    /// <summary>Messages that a person put back in the queue or settled: they may come again, and late.</summary>
    public IReadOnlySet<MessageKey> ByHand { get; init; } = new HashSet<MessageKey>();

    /// <summary>Whether the run went on until nothing was left to do.</summary>
    public bool Ended { get; init; } = true;
}

internal readonly record struct MessageKey(long Site, string Key);

/// <summary>A message as the store has it.</summary>
/// <param name="Attempts">All it was in, oldest first.</param>
/// <param name="Accepting">The attempt it is in, or was accepted by.</param>
internal sealed record StoredMessage(long Id, MessageKey Key, long User, string Alias, RecipientState State, string Reason, IReadOnlyList<long> Attempts, long? Accepting);

/// <summary>An attempt as the store has it.</summary>
/// <param name="State">claimed, posting, released, or the outcome's word.</param>
/// <param name="Posted">Whether it was written that the request is about to be posted.</param>
/// <param name="Status">TwinPush's status, where it answered one.</param>
internal sealed record StoredAttempt(long Id, string Tag, string State, bool Posted, int? Status, bool RepeatPossible)
{
    /// <summary>Whether the store knows that TwinPush may have sent it although it did not say so.</summary>
    public bool InDoubt => State == Outcome.Unknown.Word() || RepeatPossible;
}

/// <summary>A request that reached TwinPush.</summary>
/// <param name="Effect">Whether TwinPush sent it, whatever it answered.</param>
internal sealed record SeenPost(string Tag, IReadOnlyList<string> Aliases, bool Effect);
