using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Inboxes;
using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Api;

/// <summary>All 22 operations.</summary>
internal static class Operations
{
    private const string Device = "/devices/{device}";
    private const string Notification = "/notifications/{notification}";

    public static IReadOnlyList<Operation> All(Assumptions assumptions) =>
    [
        new("create", "POST", "/notifications", Credential.CreatorKey, NotificationOperations.Create),
        new("show", "GET", Notification, Credential.None, NotificationOperations.Show),
        new("delete", "DELETE", Notification, Credential.CreatorKey, NotificationOperations.Delete),
        new("report", "GET", Notification + "/report", Credential.ApiToken, ReportOperations.Report),
        .. DeliveriesMethods(assumptions.Deliveries).Select(method =>
            new Operation("deliveries", method, Notification + "/deliveries", Credential.ApiToken, ReportOperations.Deliveries)),

        new("show-on-device", "GET", Device + Notification, Credential.None, InboxOperations.ShowOnDevice),
        new("inbox", "GET", Device + "/inbox", Credential.None, InboxOperations.Inbox),
        new("inbox-summary", "GET", Device + "/inbox_summary", Credential.None, InboxOperations.Summary),
        new("delete-from-inbox", "DELETE", Device + Notification, Credential.None, InboxOperations.Delete),
        new("search", "POST", Device + "/search_notifications", Credential.None, InboxOperations.Search),

        new("list-devices", "GET", "/devices", Credential.ApiToken, DeviceOperations.List),
        new("register", "POST", "/devices/register", Credential.ApiToken, RegisterOperation.Register),
        new("show-device", "GET", Device, Credential.ApiToken, DeviceOperations.Show),

        new("badge", "GET", Device + "/badge", Credential.None, UsageOperations.Badge),
        new("update-badge", "POST", Device + "/update_badge", Credential.None, UsageOperations.UpdateBadge),
        new("received", "POST", Device + Notification + "/received_notification", Credential.None, UsageOperations.Received),
        new("opened", "POST", Device + Notification + "/open_notification", Credential.None, UsageOperations.Opened),
        new("open-app", "POST", Device + "/open_app", Credential.None, UsageOperations.OpenApp),
        new("close-app", "POST", Device + "/close_app", Credential.None, UsageOperations.CloseApp),
        new("location", "POST", Device + "/report_statistics", Credential.None, UsageOperations.Location),
        new("set-property", "POST", Device + "/set_custom_property", Credential.None, PropertyOperations.Set),
        new("clear-properties", "DELETE", Device + "/clear_custom_properties", Credential.None, PropertyOperations.Clear),
    ];

    private static string[] DeliveriesMethods(DeliveriesMethod method) => method switch
    {
        DeliveriesMethod.Both => ["GET", "POST"],
        DeliveriesMethod.Get => ["GET"],
        DeliveriesMethod.Post => ["POST"],
    };
}
