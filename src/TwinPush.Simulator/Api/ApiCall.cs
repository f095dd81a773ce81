using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Api;

/// <summary>A request on its way through an operation.</summary>
internal sealed record ApiCall
{
    public required SimulatorState State { get; init; }

    public required HttpRequest Http { get; init; }

    public required App App { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>An object; an empty one when there was no body.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>Read beforehand, so that a thousand aliases are checked outside the lock. Only for "create".</summary>
    public NotificationRequest? Creation { get; init; }

    public Paging Paging => Paging.From(Parameter("per_page"), Parameter("page"));

    /// <summary>The device in the path.</summary>
    public Device Device => App.Devices.Find(Route("device")) ?? throw Refusal.DeviceNotFound();

    public Notification Notification => State.Notifications.Find(App.Settings.AppId, Route("notification")) ?? throw Refusal.NotificationNotFound();

    public bool NumericDates => State.Options.Assumptions.NumericDates;

    /// <summary>From the query, or from the body for those that search by POST.</summary>
    public string? Parameter(string name)
    {
        if (Http.Query.TryGetValue(name, out var value))
            return value.ToString();
        return Body.TryGetProperty(name, out var field) ? field.ToString() : null;
    }

    /// <summary>A list: name[]=a&amp;name[]=b in the query, an array in the body.</summary>
    public IReadOnlyList<string> Parameters(string name)
    {
        if (Http.Query.TryGetValue(name + "[]", out var values))
            return [.. values.OfType<string>()];
        return Body.Texts(name, Refusal.NotAcceptable) ?? [];
    }

    private string Route(string name) => (string)Http.RouteValues[name]!;
}
