using TwinPush.Devices;
using TwinPush.Serialization;
using TwinPush.Transport;

namespace TwinPush;

/// <content>What a device tells TwinPush about itself. These operations need no credential but the device's identifier.</content>
public sealed partial class TwinPushClient
{
    /// <summary>Reads the number on the app's icon.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "badge".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The badge, 0 or more.</returns>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public async Task<int> GetBadgeAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var operation = new Operation("get badge", HttpMethod.Get, $"{Device(deviceId)}/badge");
        var badge = await GetAsync(operation, "badge", AnswerContext.Default.Badge, cancellationToken).ConfigureAwait(false);
        return badge.Value;
    }

    /// <summary>Sets, raises or lowers the number on the app's icon. TwinPush never goes below 0.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "update badge".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="change">The new number, or a step; a step that is repeated counts twice.</param>
    /// <param name="cancellationToken">Ends the wait; the badge may change nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/> and <see cref="FailureKind.Rejected"/>.</exception>
    public Task UpdateBadgeAsync(string deviceId, BadgeChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var body = RequestBody.Write(json =>
        {
            if (change.Step is { } step)
                json.WriteString("badge"u8, step);
            else
                json.WriteNumber("badge"u8, change.Value);
        });
        var repetition = change.Step is null ? Repetition.Harmless : Repetition.Doubles;
        var operation = new Operation("update badge", HttpMethod.Post, $"{Device(deviceId)}/update_badge") { Repetition = repetition };
        return SendAsync(operation, body, cancellationToken);
    }

    /// <summary>Tells TwinPush that the user opened the app, which also keeps the device active.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "open app".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="cancellationToken">Ends the wait; it may be noted nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task ReportAppOpenedAsync(string deviceId, CancellationToken cancellationToken = default) =>
        SendAsync(
            new Operation("app opened", HttpMethod.Post, $"{Device(deviceId)}/open_app") { Repetition = Repetition.Doubles },
            RequestBody.Empty, cancellationToken);

    /// <summary>Tells TwinPush that the app was closed or went to the background.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "close app".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="cancellationToken">Ends the wait; it may be noted nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task ReportAppClosedAsync(string deviceId, CancellationToken cancellationToken = default) =>
        SendAsync(
            new Operation("app closed", HttpMethod.Post, $"{Device(deviceId)}/close_app") { Repetition = Repetition.Doubles },
            RequestBody.Empty, cancellationToken);

    /// <summary>Tells TwinPush where the device is.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "update location".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="latitude">Degrees north, -90 to 90.</param>
    /// <param name="longitude">Degrees east, -180 to 180.</param>
    /// <param name="cancellationToken">Ends the wait; it may be noted nevertheless.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is outside its range; nothing was sent.</exception>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/> and <see cref="FailureKind.Rejected"/>.</exception>
    public Task ReportLocationAsync(string deviceId, double latitude, double longitude, CancellationToken cancellationToken = default)
    {
        if (!(Math.Abs(latitude) <= 90))
            throw new ArgumentOutOfRangeException(nameof(latitude), "The latitude must be -90 to 90 degrees.");
        if (!(Math.Abs(longitude) <= 180))
            throw new ArgumentOutOfRangeException(nameof(longitude), "The longitude must be -180 to 180 degrees.");
        var body = RequestBody.Write(json =>
        {
            json.WriteStartObject("device"u8);
            json.WriteNumber("latitude"u8, latitude);
            json.WriteNumber("longitude"u8, longitude);
            json.WriteEndObject();
        });
        return SendAsync(new Operation("location", HttpMethod.Post, $"{Device(deviceId)}/report_statistics"), body, cancellationToken);
    }

    /// <summary>Sets a property of a device, or deletes it (<see cref="DeviceProperty.Deleted"/>).</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "set custom property".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="property">Name, type and value.</param>
    /// <param name="cancellationToken">Ends the wait; it may be set nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.Rejected"/> (InvalidProperty).</exception>
    public Task SetDevicePropertyAsync(string deviceId, DeviceProperty property, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(property);
        var operation = new Operation("set custom property", HttpMethod.Post, $"{Device(deviceId)}/set_custom_property");
        return SendAsync(operation, RequestBody.Write(property.WriteTo), cancellationToken);
    }

    /// <summary>Deletes all properties of a device.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "clear custom properties".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="cancellationToken">Ends the wait; they may be deleted nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task ClearDevicePropertiesAsync(string deviceId, CancellationToken cancellationToken = default) =>
        SendAsync(new Operation("clear custom properties", HttpMethod.Delete, $"{Device(deviceId)}/clear_custom_properties"), null, cancellationToken);
}
