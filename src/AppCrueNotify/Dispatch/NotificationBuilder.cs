using System.Text;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Notifications;

namespace AppCrueNotify.Dispatch;

/// <summary>Writes a batch as a request to TwinPush. Pure.</summary>
internal static class NotificationBuilder
{
    // JSON syntax and field names around one entry of multiple_alias.
    private const int EntryOverhead = 70;

    /// <exception cref="TwinPushException">The batch breaks a limit of TwinPush; nothing was sent.</exception>
    public static NewNotification Build(Site site, BatchKind kind, string tag, IReadOnlyList<DueRecipient> recipients, IReadOnlyDictionary<long, Push> pushes)
    {
        var first = pushes[recipients[0].PushId];
        var common = new NewNotification
        {
            Alert = site.Settings.GroupName.Length > 0 ? site.Settings.GroupName : "Moodle",
            Target = NotificationTarget.Broadcast,
            GroupName = site.Settings.GroupName,
            Inbox = true,
            Tags = [tag],
            ProtectedContent = first.Protected ? true : null,
            DeliverySpeed = site.Settings.TwinPushSpeed(),
        };
        return kind switch
        {
            BatchKind.Simple => common with
            {
                Title = first.Title,
                Alert = first.Alert,
                CustomProperties = CustomProperties.Parse(first.CustomProperties),
                Target = NotificationTarget.Aliases(recipients.Select(r => r.Alias)),
            },
            // The common alert is TwinPush's demand and nobody's text: every alias has its own.
            BatchKind.Multiple => common with
            {
                Target = NotificationTarget.MultipleAliases(recipients.ToDictionary(r => r.Alias, r => Overrides(pushes[r.PushId]))),
            },
        };
    }

    /// <summary>Bytes that a recipient with its own push adds to a request, rounded up.</summary>
    public static int Weigh(string alias, Push push) =>
        EntryOverhead + Weigh(alias) + Weigh(push.Title) + Weigh(push.Alert) + Weigh(push.CustomProperties);

    // Quotes, backslashes and control characters double or grow when written as JSON; a tenth and 8 bytes cover real texts.
    private static int Weigh(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes + (bytes / 10) + 8;
    }

    private static NotificationOverrides Overrides(Push push) => new()
    {
        Title = push.Title,
        Alert = push.Alert,
        CustomProperties = CustomProperties.Parse(push.CustomProperties),
    };
}
