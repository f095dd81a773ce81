using System.Globalization;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Devices;

/// <summary>List and show (devices.md, index and show).</summary>
internal static class DeviceOperations
{
    public static Answer List(ApiCall call)
    {
        // An alias is looked up; only the unfiltered list goes through all devices.
        var devices = call.Parameter("alias") is { } alias ? WithAlias(call, alias) : call.App.Devices.All;
        if (call.Parameter("date") is { Length: > 0 } date)
        {
            var since = ReadDate(date);
            devices = devices.Where(device => device.RegistrationUpdatedAt >= since);
        }
        if (call.Parameter("active") is { Length: > 0 } active)
        {
            bool wanted = active is "true" or "1";
            devices = devices.Where(device => call.App.Devices.IsActive(device, call.Now) == wanted);
        }
        return call.Paging.List(devices, (writer, device) => DeviceJson.Write(writer, device, call.NumericDates));
    }

    public static Answer Show(ApiCall call)
    {
        var device = call.Device;
        bool active = call.App.Devices.IsActive(device, call.Now);
        return Answer.Ok(writer => DeviceJson.WriteFull(writer, device, active, call.NumericDates));
    }

    /// <summary>"Ignoring case" is documented here, whatever is assumed for targets.</summary>
    private static IEnumerable<Device> WithAlias(ApiCall call, string alias) => call.State.Options.Assumptions.AliasesIgnoreCase
        ? call.App.Devices.WithAlias(alias)
        : call.App.Devices.All.Where(device => string.Equals(device.Alias, alias, StringComparison.OrdinalIgnoreCase));

    /// <summary>"2014-04-21" or "2014-04-21T13:00:43+02:00".</summary>
    private static DateTimeOffset ReadDate(string text)
    {
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
        return DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : throw new Refusal(422, "InvalidDate", "date must be like 2014-04-21 or 2014-04-21T13:00:43+02:00");
    }
}
