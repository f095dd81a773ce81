namespace AppCrueNotify.Dispatch.Inquiries;

/// <summary>What one look into the sentinel's inbox came to.</summary>
internal abstract record Look
{
    /// <summary>TwinPush has it.</summary>
    /// <param name="NotificationId">The oldest with the tag.</param>
    /// <param name="Extra">Further ones with the same tag.</param>
    /// <param name="NotDeleted">Why a further one could not be deleted; null: there was none, or they are gone.</param>
    internal sealed record Found(string NotificationId, int Extra, string? NotDeleted) : Look;

    /// <summary>TwinPush answered, and it is not there.</summary>
    internal sealed record Nothing : Look;

    /// <summary>TwinPush did not answer.</summary>
    internal sealed record Failed(string Reason) : Look;

    /// <summary>The inbox cannot be asked, or not be believed: nobody will ever tell.</summary>
    internal sealed record Useless(string Reason) : Look;
}
