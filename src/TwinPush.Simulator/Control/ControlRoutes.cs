using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Control;

/// <summary>
/// The control API under /control: faults, phones and what was seen, as JSON. README.md shows each with curl. Bodies must be application/json, which a
/// foreign website cannot send without asking first.
/// </summary>
internal static class ControlRoutes
{
    public static void Map(IEndpointRouteBuilder routes, SimulatorState state)
    {
        var control = new ControlOperations(state);
        Route("GET", "/control/status", (_, _) => control.Status());
        Route("GET", "/control/faults", (_, _) => control.Faults());
        Route("POST", "/control/faults", (_, body) => control.AddFault(body));
        Route("DELETE", "/control/faults", (_, _) => control.ClearFaults());
        Route("DELETE", "/control/faults/{id:int}", (http, _) => control.RemoveFault(int.Parse(RouteText.Of(http, "id"), System.Globalization.CultureInfo.InvariantCulture)));
        Route("POST", "/control/phones", (_, body) => control.AddPhone(body));
        Route("PATCH", "/control/devices/{id}", (http, body) => control.ChangeDevice(RouteText.Of(http, "id"), body));
        Route("POST", "/control/segments", (_, body) => control.DefineSegment(body));
        Route("GET", "/control/pushes/{alias}", (http, _) => control.Pushes(RouteText.Of(http, "alias")));
        Route("GET", "/control/requests", (_, _) => control.Requests());
        Route("DELETE", "/control/requests", (_, _) => control.ClearRequests());

        void Route(string method, string path, Func<HttpContext, JsonElement, ControlAnswer> operation) =>
            routes.MapMethods(path, [method], http => RunAsync(http, operation, http.RequestAborted));
    }

    private static async Task RunAsync(HttpContext http, Func<HttpContext, JsonElement, ControlAnswer> operation, CancellationToken cancellation)
    {
        ControlAnswer answer;
        try
        {
            bool hasBody = http.Request.Method is "POST" or "PATCH";
            if (hasBody && !http.Request.HasJsonContentType())
                throw new ArgumentException("Content-Type must be application/json.");
            using var body = hasBody ? await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: cancellation) : null;
            answer = operation(http, body?.RootElement ?? default);
        }
        catch (Exception error) when (error is ArgumentException or JsonException)
        {
            answer = new ControlAnswer(400, new { error = error.Message });
        }
        catch (KeyNotFoundException error)
        {
            answer = new ControlAnswer(404, new { error = error.Message });
        }
        http.Response.StatusCode = answer.Status;
        await http.Response.WriteAsJsonAsync(answer.Body, ControlJson.Options, cancellation);
    }
}
