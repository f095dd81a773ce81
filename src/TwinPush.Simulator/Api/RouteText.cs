using Microsoft.AspNetCore.Http;

namespace TwinPush.Simulator.Api;

/// <summary>Texts in paths.</summary>
internal static class RouteText
{
    /// <summary>Routing has unescaped everything but the slash.</summary>
    public static string Of(HttpContext http, string name) =>
        ((string)http.Request.RouteValues[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
