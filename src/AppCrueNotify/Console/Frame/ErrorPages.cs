using AppCrueNotify.Console.Access;
using AppCrueNotify.Storage;
using Microsoft.AspNetCore.Antiforgery;

namespace AppCrueNotify.Console.Frame;

/// <summary>Gives every error of the console a page that says what to do.</summary>
internal sealed partial class ErrorPages(RequestDelegate next, ILogger<ErrorPages> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = e switch
            {
                StoreUnavailableException => StatusCodes.Status503ServiceUnavailable,
                BadHttpRequestException bad => bad.StatusCode,
                // The form cannot be read: the check of its token is the first to try.
                InvalidDataException or AntiforgeryValidationException { InnerException: InvalidDataException } => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status500InternalServerError,
            };
            if (http.Response.StatusCode == StatusCodes.Status500InternalServerError)
                Log.Failed(logger, http.GetEndpoint()?.DisplayName ?? "no endpoint", e);
        }

        var response = http.Response;
        if (response.StatusCode < 400 || response.HasStarted || response.ContentType is not null || response.ContentLength is not null)
            return;
        Languages.Apply(http);
        await ConsoleRequest.Of(http).Show<ErrorPage>(new ErrorModel(response.StatusCode), response.StatusCode).ExecuteAsync(http);
    }

    private static partial class Log
    {
        [LoggerMessage(801, LogLevel.Error, "{Endpoint} failed.")]
        public static partial void Failed(ILogger logger, string endpoint, Exception exception);
    }
}
