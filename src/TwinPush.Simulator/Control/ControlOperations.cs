using System.Text.Json;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Control;

/// <summary>What the control API does: the same as <see cref="SimulatorState"/> offers to code.</summary>
internal sealed class ControlOperations(SimulatorState state)
{
    public ControlAnswer Status() => ControlAnswer.Ok(new
    {
        apps = state.Locked(() => state.Apps.Select(app => new { app.Settings.Name, app.Settings.AppId, Devices = app.Devices.All.Count, Aliases = app.Devices.ByAlias.Count }).ToList()),
        notifications = state.AcceptedNotifications,
        deliveries = state.PlannedDeliveries,
        requests = state.Requests.Count(),
        operations = Operations.All(state.Options.Assumptions).Select(operation => operation.Name).Distinct(),
    });

    public ControlAnswer Faults() => ControlAnswer.Ok(state.Faults.All.Select(entry => new { entry.Id, entry.Struck, Rule = FaultBody.From(entry.Rule) }));

    public ControlAnswer AddFault(JsonElement body)
    {
        var rule = ControlJson.Read<FaultBody>(body).ToRule();
        if (rule.Operation is { } name && Operations.All(state.Options.Assumptions).All(operation => operation.Name != name))
            throw new ArgumentException("There is no such operation; GET /control/status lists them.");
        return new ControlAnswer(201, new { id = state.AddFault(rule) });
    }

    public ControlAnswer RemoveFault(int id) => state.Faults.Remove(id) ? ControlAnswer.Done : throw new KeyNotFoundException("There is no such fault.");

    public ControlAnswer ClearFaults()
    {
        state.ClearFaults();
        return ControlAnswer.Done;
    }

    public ControlAnswer AddPhone(JsonElement body)
    {
        var phone = ControlJson.Read<PhoneBody>(body);
        return new ControlAnswer(201, new { device_id = state.RegisterPhone(phone.Alias, phone.Platform, phone.PushToken, phone.App) });
    }

    public ControlAnswer ChangeDevice(string id, JsonElement body)
    {
        var change = ControlJson.Read<DeviceBody>(body);
        if (change.Active is { } active)
            state.SetActive(id, active, change.App);
        // An empty text takes the error away; a field that is not there changes nothing.
        if (change.PlatformError is { } error)
            state.SetPlatformError(id, error.Length == 0 ? null : error, change.App);
        return ControlAnswer.Done;
    }

    public ControlAnswer DefineSegment(JsonElement body)
    {
        var segment = ControlJson.Read<SegmentBody>(body);
        state.DefineSegment(segment.Name, segment.Aliases, segment.App);
        return ControlAnswer.Done;
    }

    public ControlAnswer Pushes(string alias) => ControlAnswer.Ok(state.Pushes(alias));

    public ControlAnswer Requests() => ControlAnswer.Ok(state.Requests.OldestFirst);

    public ControlAnswer ClearRequests()
    {
        state.Requests.Clear();
        return ControlAnswer.Done;
    }

    private sealed record PhoneBody(string Alias, string Platform = "android", bool PushToken = true, string? App = null);

    private sealed record DeviceBody(bool? Active = null, string? PlatformError = null, string? App = null);

    private sealed record SegmentBody(string Name, IReadOnlyList<string> Aliases, string? App = null);
}
