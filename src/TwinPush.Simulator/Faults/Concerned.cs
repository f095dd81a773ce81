using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TwinPush.Simulator.Faults;

/// <summary>Whether a request is about an alias: names it as a target, registers it, or comes from one of its devices.</summary>
internal static class Concerned
{
    public static bool By(string alias, SimulatorState state, HttpRequest request, JsonElement? body)
    {
        if (body is { ValueKind: JsonValueKind.Object } json && (Lists(json, alias) || Names(json, alias) || Registers(json, alias)))
            return true;
        if (request.RouteValues["device"] is not string id || request.RouteValues["app"] is not string appId)
            return false;
        return state.Locked(() => Same(state.FindApp(appId)?.Devices.Find(id)?.Alias, alias));
    }

    private static bool Lists(JsonElement json, string alias) =>
        json.TryGetProperty("devices_aliases", out var list) && list.ValueKind is JsonValueKind.Array
        && list.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.String && Same(item.GetString(), alias));

    private static bool Names(JsonElement json, string alias) =>
        json.TryGetProperty("multiple_alias", out var hash) && hash.ValueKind is JsonValueKind.Object
        && hash.EnumerateObject().Any(entry => Same(entry.Name, alias));

    private static bool Registers(JsonElement json, string alias) =>
        json.TryGetProperty("alias_device", out var own) && own.ValueKind is JsonValueKind.String && Same(own.GetString(), alias);

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
