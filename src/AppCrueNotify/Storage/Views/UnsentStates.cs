using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Views;

/// <summary>The states that the index <c>recipient_unsent</c> holds: a message ended in them without being sent.</summary>
internal static class UnsentStates
{
    /// <summary>As the index has it: a database uses a partial index when it finds its condition in the question.</summary>
    public const string Condition = "state IN ('failed', 'held', 'undeliverable', 'expired', 'cancelled')";

    public static bool Has(RecipientState state) =>
        state is RecipientState.Failed or RecipientState.Held or RecipientState.Undeliverable or RecipientState.Expired or RecipientState.Cancelled;
}
