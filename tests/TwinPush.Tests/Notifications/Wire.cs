using System.Text;
using TwinPush.Notifications;

namespace TwinPush.Tests.Notifications;

internal static class Wire
{
    public static string Text(NewNotification notification) => Encoding.UTF8.GetString(NotificationWriter.Write(notification));
}
