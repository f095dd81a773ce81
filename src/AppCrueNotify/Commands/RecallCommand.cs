using System.CommandLine;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;

namespace AppCrueNotify.Commands;

/// <summary><c>recall</c>: TwinPush deletes a notification from every inbox, and stops what it has not delivered yet.</summary>
internal static class RecallCommand
{
    public static Command Create()
    {
        var site = SharedOptions.Site();
        var key = new Option<string>("--key") { Description = "A message that the notification carried.", HelpName = "KEY", Required = true };
        var yes = new Option<bool>("--yes") { Description = "Also when the notification carried other messages too." };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "recall",
            "Takes a sent push back: TwinPush deletes its notification, for everybody who got it. A banner that a phone already shows may stay.",
            "appcrue-notify recall --site campus --key n:17025:6004 --yes")
        { site, key, yes, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.Open(storage.Read(parsed));
            var found = (await store.SiteAsync(parsed.GetRequiredValue(site), cancellation)).Site;
            var wanted = parsed.GetRequiredValue(key);
            var sent = await store.Get<IOperatorStore>().FindSentAsync(found.Id, wanted, cancellation)
                ?? throw new CommandFailedException($"No notification of TwinPush carried the message {wanted} of site '{found.Name}'. See 'appcrue-notify trace'.");
            if (sent.Recipients > 1 && !parsed.GetValue(yes))
                throw new CommandFailedException($"The notification carried {sent.Recipients} messages; all of them would be taken back. Say --yes to do it.");
            await DeleteAsync(found, sent, cancellation);
            var count = await store.Get<IOperatorStore>().RecalledAsync(sent.AttemptId, TimeProvider.System.GetUtcNow(), cancellation);
            await System.Console.Out.WriteLineAsync($"TwinPush deleted notification {sent.NotificationId}; {count} messages were recalled.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task DeleteAsync(Site site, SentNotification sent, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddTwinPush().BuildServiceProvider();
        try
        {
            await services.GetRequiredService<TwinPushClientFactory>().Create(site).DeleteNotificationAsync(sent.NotificationId, cancellationToken);
        }
        catch (TwinPushException e) when (e.Kind == FailureKind.NotFound)
        {
            // Deleted before, perhaps by a recall that died before it could be recorded: there is nothing left to take back.
            await System.Console.Error.WriteLineAsync($"TwinPush no longer has notification {sent.NotificationId}.");
        }
        catch (TwinPushException e)
        {
            throw new CommandFailedException($"TwinPush did not delete notification {sent.NotificationId}: {e.Message}");
        }
    }
}
