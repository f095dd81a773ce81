using System.Globalization;
using System.Text.Json;
using TwinPush.Simulator.Api;
using TwinPush.Simulator.Notifications.Targets;

namespace TwinPush.Simulator.Notifications;

/// <summary>Reads and checks the body of "create" as documented in notifications.md, create, Parameters.</summary>
internal static class NotificationRequestReader
{
    public static NotificationRequest Read(JsonElement body)
    {
        string? speed = body.Text("delivery_speed", Refuse);
        var content = ContentReader.Read(body);
        return new NotificationRequest
        {
            Content = content,
            Sound = body.Text("sound", Refuse),
            Name = body.Text("name", Refuse),
            GroupName = body.Text("group_name", Refuse),
            Tags = body.Texts("tags", Refuse) ?? [],
            SendSince = ReadSendSince(body),
            Inbox = body.Flag("inbox", Refuse),
            ProtectedContent = body.Flag("protected_content", Refuse) ?? false,
            MutableContent = body.Flag("mutable_content", Refuse) ?? false,
            Speed = speed is null ? DeliverySpeed.Normal : DeliverySpeed.Parse(speed) ?? throw Refuse("delivery_speed is not valid"),
            Target = TargetReader.Read(body, content),
        };
    }

    /// <summary>Documented as "yyyy-MM-dd HH:mm:ss Z". The answers' own spelling of the zone, UTC, is taken too.</summary>
    private static DateTimeOffset? ReadSendSince(JsonElement body)
    {
        if (body.Text("send_since", Refuse) is not { } text)
            return null;
        string zoned = text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^3] + "+0000" : text;
        // .NET's "zzz" wants a colon: +0100 becomes +01:00.
        if (zoned.Length == "yyyy-MM-dd HH:mm:ss +0000".Length && zoned[^5] is '+' or '-')
        {
            string colon = zoned.Insert(zoned.Length - 2, ":");
            if (DateTimeOffset.TryParseExact(colon, "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                return time;
        }
        throw Refuse("send_since must be in format yyyy-MM-dd HH:mm:ss Z");
    }

    private static Refusal Refuse(string message) => Refusal.NotificationNotCreated(message);
}
