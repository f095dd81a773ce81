using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Frame;
using AppCrueNotify.Console.Login;
using AppCrueNotify.Console.Messages;
using AppCrueNotify.Console.MyAccount;
using AppCrueNotify.Console.Overview;
using AppCrueNotify.Console.Passkeys;
using AppCrueNotify.Console.People;
using AppCrueNotify.Console.Reach;
using AppCrueNotify.Console.Safety;
using AppCrueNotify.Console.Send;
using AppCrueNotify.Console.Sites;
using AppCrueNotify.Console.State;
using AppCrueNotify.Console.ToSettle;
using Microsoft.AspNetCore.CookiePolicy;

namespace AppCrueNotify.Console;

/// <summary>The console's addresses and what stands before them. The intake passes by all of it.</summary>
internal static class ConsolePipeline
{
    // The web server's builder would put these before every request; only the console needs them.
    private static readonly string[] NotForAll = ["__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet"];

    /// <summary>Puts headers, errors, cookies, language and session before the console's addresses, and before what a browser asks for in vain.</summary>
    public static void UseConsole(this WebApplication web)
    {
        foreach (var name in NotForAll)
            ((IApplicationBuilder)web).Properties[name] = true;
        web.UseWhen(IsConsole, console =>
        {
            console.Use((http, next) =>
            {
                SafetyHeaders.Add(http.Response);
                return next(http);
            });
            console.UseForwardedHeaders();
            console.UseMiddleware<ErrorPages>();
            console.UseCookiePolicy(new() { Secure = CookieSecurePolicy.Always, HttpOnly = HttpOnlyPolicy.Always });
            console.UseAuthentication();
        });
    }

    public static void MapConsole(this IEndpointRouteBuilder web)
    {
        ConsoleAssets.Map(web);
        OpenIdLogin.Map(web);
        MoodleLinkEndpoint.Map(web);
        var routes = new ConsoleRoutes(web);
        LookActions.Map(routes);
        LoginActions.Map(routes);
        LinkActions.Map(routes);
        AccountActions.Map(routes);
        SecondFactorActions.Map(routes);
        PasskeyLogin.Map(routes);
        PasskeyActions.Map(routes);
        PeopleActions.Map(routes);
        OverviewHandler.Map(routes);
        MessagesHandler.Map(routes);
        MessageHandler.Map(routes);
        SettleHandler.Map(routes);
        SettleActions.Map(routes);
        RecallAll.Map(routes);
        ActivityHandler.Map(routes);
        SitesHandler.Map(routes);
        SiteActions.Map(routes);
        SettingsHandler.Map(routes);
        ReachHandler.Map(routes);
        SendHandler.Map(routes);
        SendActions.Map(routes);
        SystemHandler.Map(routes);
    }

    private static bool IsConsole(HttpContext http) => http.GetEndpoint() is { } endpoint
        ? endpoint.Metadata.GetMetadata<PageNeeds>() is not null
        : HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
