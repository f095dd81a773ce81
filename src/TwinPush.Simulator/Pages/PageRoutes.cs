using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace TwinPush.Simulator.Pages;

/// <summary>The addresses of the pages. Forms answer with a redirect, so that reloading repeats nothing.</summary>
internal static class PageRoutes
{
    public static void Map(IEndpointRouteBuilder routes, SimulatorState state)
    {
        var phones = new PhonePage(state);
        routes.MapGet("/", http => new OverviewPage(state).ShowAsync(http, http.RequestAborted));
        routes.MapGet("/assets/{name}", http => Page.AssetAsync(http.Response, (string)http.Request.RouteValues["name"]!, http.RequestAborted));
        routes.MapGet("/phones/{app}/{alias}", http => phones.ShowAsync(http, http.RequestAborted));
        routes.MapPost("/phones/{app}/{alias}/{action}", http => phones.ChangeAsync(http, http.RequestAborted));
        routes.MapPost("/phones", http => new OverviewPage(state).RegisterAsync(http, http.RequestAborted));
        routes.MapPost("/faults/clear", http =>
        {
            state.ClearFaults();
            http.Response.Redirect("/");
            return Task.CompletedTask;
        });
    }
}
