namespace AppCrueNotify.Storage;

/// <summary>The store cannot do it now; nothing was stored. The message says what the operator can do.</summary>
internal sealed class StoreUnavailableException(string message, TimeSpan retryAfter, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When a caller should try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
