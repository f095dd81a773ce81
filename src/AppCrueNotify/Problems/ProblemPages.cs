using Microsoft.AspNetCore.Diagnostics;

namespace AppCrueNotify.Problems;

/// <summary>Gives every error of the HTTP interface the catalogue's form, also those that no endpoint made.</summary>
internal static partial class ProblemPages
{
    public static void UseProblems(this WebApplication web)
    {
        web.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http => Answer(http).ExecuteAsync(http),
            SuppressDiagnosticsCallback = _ => true,
        });
        web.UseStatusCodePages(async context =>
        {
            var http = context.HttpContext;
            if (http.Response.StatusCode == StatusCodes.Status404NotFound)
                await Problem.NotFound.Answer("See docs/design.md for the addresses of the gateway.").ExecuteAsync(http);
            else if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
                await Problem.WrongMethod.Answer($"Use {http.Response.Headers.Allow}.").ExecuteAsync(http);
        });
    }

    private static IResult Answer(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is BadHttpRequestException bad)
            return (bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problem.TooLarge : Problem.Malformed).Answer(bad.Message);
        Log.Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProblemPages)), http.GetEndpoint()?.DisplayName ?? "no endpoint", error);
        return Problem.Internal.Answer("Try again later; if it goes on, show the gateway's log to whoever maintains it.");
    }

    private static partial class Log
    {
        [LoggerMessage(401, LogLevel.Error, "{Endpoint} failed.")]
        public static partial void Failed(ILogger logger, string endpoint, Exception? exception);
    }
}
