using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Notifications;

/// <summary>Create, show, delete (notifications.md).</summary>
internal static class NotificationOperations
{
    public static Answer Create(ApiCall call)
    {
        var notification = call.State.Sender.Send(call.App, call.Creation!, call.Now);
        var answer = Answer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("objects");
            NotificationJson.WriteObject(writer, notification, call);
            writer.WriteEndArray();
            writer.WriteStartArray("references");
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return answer with { NotificationId = notification.Id };
    }

    public static Answer Show(ApiCall call)
    {
        var notification = call.Notification;
        return Answer.Ok(writer => NotificationJson.WriteObject(writer, notification, call));
    }

    /// <summary>"Removes a notification from the system and from all users' inboxes. Any delivery in progress will be cancelled."</summary>
    public static Answer Delete(ApiCall call)
    {
        call.State.Notifications.Remove(call.Notification);
        return Answer.Done;
    }
}
