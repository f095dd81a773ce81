namespace TwinPush.Simulator.Api;

/// <summary>
/// TwinPush says no: {"errors":{"type","message"}} with a status. Types and statuses are the table of api-concepts.md; NotAcceptable and NotFound
/// are our names for the two statuses that the table gives no type (406 and the page past the end).
/// </summary>
internal sealed class Refusal(int status, string type, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Type { get; } = type;

    public static Refusal NotAcceptable(string message) => new(406, "NotAcceptable", message);

    public static Refusal InvalidToken() => new(403, "InvalidToken", "API Key Token is not valid or does not match with App ID");

    public static Refusal InvalidCreatorToken() =>
        new(403, "InvalidCreatorToken", "Creator API Key Token is not valid or does not match with App ID");

    public static Refusal AppNotFound() => new(404, "AppNotFound", "Application not found for given application_id");

    public static Refusal DeviceNotFound() => new(404, "DeviceNotFound", "Device not found for given device_id");

    public static Refusal NotificationNotFound() => new(404, "NotificationNotFound", "Notification not found for given notification_id");

    public static Refusal DeliveryNotFound() => new(404, "DeliveryNotFound", "Delivery not found for given notification and device");

    public static Refusal NotFound() => new(404, "NotFound", "Not found");

    public static Refusal NotificationNotCreated(string message) => new(422, "NotificationNotCreated", message);

    public static Refusal DeviceNotCreated(string message) => new(422, "DeviceNotCreated", message);

    public static Refusal DeviceNotUpdated(string message) => new(422, "DeviceNotUpdated", message);

    public static Refusal InvalidProperty(string message) => new(422, "InvalidProperty", message);
}
