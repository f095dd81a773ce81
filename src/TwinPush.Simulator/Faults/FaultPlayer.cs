using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Faults;

/// <summary>Does to an answer what a fault says.</summary>
internal sealed class FaultPlayer(SimulatorState state)
{
    private const string ProxyPage = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n";

    /// <summary>The status line that the client will see; null: none.</summary>
    public static int? Status(FaultRule? rule, Answer? answer)
    {
        if (rule is null)
            return answer?.Status;
        return rule.Kind switch
        {
            FaultKind.Latency or FaultKind.CutBody or FaultKind.Drip or FaultKind.EmptyBody or FaultKind.NoId or FaultKind.MalformedBody =>
                rule.Status ?? answer?.Status ?? 200,
            FaultKind.Status => rule.Status ?? 503,
            FaultKind.NotJson => rule.Status ?? 502,
            FaultKind.Redirect => rule.Status ?? 307,
            FaultKind.ResetBefore or FaultKind.ResetAfter or FaultKind.CutHeaders or FaultKind.Hang => null,
        };
    }

    public async Task PlayAsync(FaultRule rule, Task cleared, Answer? answer, HttpContext http, CancellationToken cancellation)
    {
        int status = Status(rule, answer) ?? 200;
        byte[] body = answer?.Body ?? "{}"u8.ToArray();
        foreach (var (name, value) in rule.Headers)
            http.Response.Headers[name] = value;
        switch (rule.Kind)
        {
            case FaultKind.Latency:
                await ApiPipeline.WriteAsync(http.Response, status, body, cancellation);
                break;
            case FaultKind.Status:
                await ApiPipeline.WriteAsync(http.Response, status, ErrorBody(rule, status), cancellation);
                break;
            case FaultKind.NotJson:
                await WriteTextAsync(http.Response, status, rule.Body ?? ProxyPage, "text/html", cancellation);
                break;
            case FaultKind.EmptyBody:
                await ApiPipeline.WriteAsync(http.Response, status, [], cancellation);
                break;
            case FaultKind.NoId:
                await ApiPipeline.WriteAsync(http.Response, status, """{"objects":[],"references":[]}"""u8.ToArray(), cancellation);
                break;
            case FaultKind.MalformedBody:
                await ApiPipeline.WriteAsync(http.Response, status, rule.Body is null ? body[..(body.Length / 2)] : Encoding.UTF8.GetBytes(rule.Body), cancellation);
                break;
            case FaultKind.ResetBefore or FaultKind.ResetAfter:
                http.Abort();
                break;
            case FaultKind.CutHeaders:
                await Wire.SendAndCloseAsync(http, $"HTTP/1.1 200 OK\r\nContent-Type: applica", cancellation);
                break;
            case FaultKind.CutBody:
                await Wire.SendAndCloseAsync(http, string.Create(CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length}\r\n\r\n{Encoding.UTF8.GetString(body, 0, body.Length / 2)}"), cancellation);
                break;
            case FaultKind.Drip:
                await DripAsync(http.Response, status, body, rule.Delay, cancellation);
                break;
            case FaultKind.Redirect:
                http.Response.StatusCode = status;
                if (!rule.Headers.ContainsKey("Location"))
                    http.Response.Headers.Location = $"{http.Request.Scheme}://{http.Request.Host}/elsewhere";
                break;
            case FaultKind.Hang:
                await HangAsync(http, cleared, cancellation);
                break;
        }
    }

    private static byte[] ErrorBody(FaultRule rule, int status) => rule.Body is { } body
        ? Encoding.UTF8.GetBytes(body)
        : Answer.Refused(new Refusal(status, rule.ErrorType ?? "ServerError", rule.ErrorMessage ?? "The simulator was told to answer this")).Body;

    private static async Task WriteTextAsync(HttpResponse response, int status, string body, string type, CancellationToken cancellation)
    {
        response.StatusCode = status;
        response.ContentType = type;
        await response.WriteAsync(body, cancellation);
    }

    private async Task DripAsync(HttpResponse response, int status, byte[] body, TimeSpan delay, CancellationToken cancellation)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        for (int i = 0; i < body.Length; i++)
        {
            await Task.Delay(delay, state.Options.Time, cancellation);
            await response.Body.WriteAsync(body.AsMemory(i, 1), cancellation);
            await response.Body.FlushAsync(cancellation);
        }
    }

    private static async Task HangAsync(HttpContext http, Task cleared, CancellationToken cancellation)
    {
        try
        {
            await cleared.WaitAsync(cancellation);
        }
        finally
        {
            http.Abort();
        }
    }
}
