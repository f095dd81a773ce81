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
    /// <summary>Bytes of a request without its recipients, at most: names, marks, and the site's group name twice.</summary>
    public const int FrameBytes = 4096;

    // JSON syntax and field names around one entry of multiple_alias, and around one of devices_aliases.
    private const int EntryOverhead = 48;
    private const int AliasOverhead = 3;

    /// <exception cref="TwinPushException">The batch breaks a limit of TwinPush; nothing was sent.</exception>
    /// <param name="sentinel">The alias of the gateway's own device, beside the recipients; null: none.</param>
    public static NewNotification Build(Site site, BatchKind kind, string tag, IReadOnlyList<DueRecipient> recipients, IReadOnlyDictionary<long, Push> pushes, string? sentinel = null)
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
                Target = NotificationTarget.Aliases([.. First(sentinel), .. recipients.Select(r => r.Alias)]),
            },
            // The common alert is TwinPush's demand and nobody's text: every alias has its own.
            BatchKind.Multiple => common with
            {
                Target = NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides>(
                    [.. First(sentinel).Select(s => KeyValuePair.Create(s, new NotificationOverrides { Alert = common.Alert })), .. recipients.Select(r => KeyValuePair.Create(r.Alias, Overrides(pushes[r.PushId])))])),
            },
        };
    }

    // At the head: where TwinPush spreads deliveries over time it is among the first that show up.
    private static IEnumerable<string> First(string? sentinel) => sentinel is null ? [] : [sentinel];

    /// <summary>Bytes that a recipient adds to a request, never less than it really does.</summary>
    public static PackWeight Weigh(string alias, Push push) => new(
        EntryOverhead + Weigh(alias) + Weigh(push.Title) + Weigh(push.Alert) + Weigh(push.CustomProperties), AliasOverhead + Weigh(alias), push.Protected);

    // As the client writes it: quotes and backslashes double, controls become \uXXXX.
    private static int Weigh(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        foreach (var letter in text)
            bytes += letter is '"' or '\\' ? 1 : letter is < ' ' or '\u007f' ? 5 : 0;
        return bytes;
    }

    private static NotificationOverrides Overrides(Push push) => new()
    {
        Title = push.Title,
        Alert = push.Alert,
        CustomProperties = CustomProperties.Parse(push.CustomProperties),
    };
}
