using Microsoft.AspNetCore.Builder;

namespace TwinPush.Simulator.Pages;

/// <summary>
/// Forms and the control API change things without a password, on a port that every website in the same browser can reach: a change that a browser
/// says comes from another page is refused.
/// </summary>
internal static class SameOrigin
{
    public static void Use(IApplicationBuilder web) => web.Use((http, next) =>
    {
        string origin = http.Request.Headers.Origin.ToString();
        bool foreign = origin.Length > 0 && origin != $"{http.Request.Scheme}://{http.Request.Host}";
        if (!foreign || http.Request.Method is "GET" or "HEAD")
            return next(http);
        http.Response.StatusCode = 403;
        return Task.CompletedTask;
    });
}
