using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;

namespace AppCrueNotify.Console.Messages;

/// <summary>Takes notifications back: TwinPush deletes them, then it is written down.</summary>
internal sealed class Recalls(TwinPushClientFactory clients, IOperatorStore operators, TimeProvider time)
{
    /// <returns>How many messages were in it.</returns>
    /// <exception cref="TwinPushException">TwinPush did not delete it; nothing was written.</exception>
    public async Task<int> RecallAsync(Site site, SentNotification sent, CancellationToken cancellationToken)
    {
        try
        {
            await clients.Create(site).DeleteNotificationAsync(sent.NotificationId, cancellationToken);
        }
        catch (TwinPushException e) when (e.Kind == FailureKind.NotFound)
        {
            // Deleted before, perhaps by a recall that could not be written down: there is nothing left to take back.
        }

        return await operators.RecalledAsync(sent.AttemptId, time.GetUtcNow(), cancellationToken);
    }
}
