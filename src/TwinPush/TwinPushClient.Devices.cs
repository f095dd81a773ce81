using System.Globalization;
using System.Text.Json;
using TwinPush.Devices;
using TwinPush.Serialization;
using TwinPush.Transport;

namespace TwinPush;

/// <content>The directory of devices.</content>
public sealed partial class TwinPushClient
{
    /// <summary>Lists the app's devices. Needs the API token.</summary>
    /// <remarks>
    /// Fetches page by page while it is enumerated. A device that changes during that may appear twice or, when it moves to an earlier
    /// page, not at all. Source: TwinPush/api-docs, devices.md, "index".
    /// </remarks>
    /// <param name="filter">Which devices are wanted. Default: null, all.</param>
    /// <param name="pageSize">Entries per request, 1 to <see cref="MaxPageSize"/>. Default 30, as TwinPush's.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="TwinPushException">While enumerating.</exception>
    public IAsyncEnumerable<Device> ListDevicesAsync(DeviceFilter? filter = null, int pageSize = 30, CancellationToken cancellationToken = default)
    {
        CheckPageSize(pageSize);
        var query = new Query()
            .Add("date", filter?.ChangedSince?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))
            .Add("alias", filter?.Alias)
            .Add("active", filter?.Active is { } active ? (active ? "true" : "false") : null);
        var operation = new Operation("list devices", HttpMethod.Get, "/devices") { Credential = Credential.ApiToken };
        return ListAsync(operation, query, null, AnswerContext.Default.Device, pageSize, cancellationToken);
    }

    /// <summary>Registers a device, or updates it. Needs the API token. Repeating it changes nothing more.</summary>
    /// <remarks>
    /// A device without push token receives no notification but has an inbox. Source: TwinPush/api-docs, devices.md, "register".
    /// </remarks>
    /// <param name="registration">What to register.</param>
    /// <param name="cancellationToken">Ends the wait; it may be registered nevertheless.</param>
    /// <returns>The device, whose <see cref="Devices.Device.Id"/> the other operations need.</returns>
    /// <exception cref="TwinPushException">
    /// Among others <see cref="FailureKind.Rejected"/> (DeviceNotCreated, DeviceNotUpdated) and <see cref="FailureKind.NotFound"/>.
    /// </exception>
    public Task<Device> RegisterDeviceAsync(DeviceRegistration registration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var operation = new Operation("register device", HttpMethod.Post, "/devices/register") { Credential = Credential.ApiToken };
        return SendAsync(operation, RegistrationWriter.Write(registration), ReadRegistered, cancellationToken);
    }

    /// <summary>Reads a device. Needs the API token.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "show".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task<Device> GetDeviceAsync(string deviceId, CancellationToken cancellationToken = default) =>
        GetAsync(
            new Operation("show device", HttpMethod.Get, Device(deviceId)) { Credential = Credential.ApiToken },
            "id", AnswerContext.Default.Device, cancellationToken);

    // Without its identifier a registered device is of no use, so an answer without one is not understood.
    private static Device? ReadRegistered(JsonElement root) =>
        Answer.Single(root, "id")?.Deserialize(AnswerContext.Default.Device) is { Id.Length: > 0 } device ? device : null;
}
