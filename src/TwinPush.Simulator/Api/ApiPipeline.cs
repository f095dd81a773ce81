using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TwinPush.Simulator.Faults;
using TwinPush.Simulator.Notifications;
using TwinPush.Simulator.Requests;

namespace TwinPush.Simulator.Api;

/// <summary>The way of every API request: read, choose the fault, check, run under the lock, remember, answer.</summary>
internal sealed class ApiPipeline(SimulatorState state)
{
    public const string CreatorHeader = "X-TwinPush-REST-API-Key-Creator";
    public const string TokenHeader = "X-TwinPush-REST-API-Token";

    public async Task RunAsync(Operation operation, HttpContext http, CancellationToken cancellation)
    {
        byte[] bytes = await ReadAsync(http.Request, cancellation);
        using var document = Parse(bytes);
        var plan = state.Faults.Next(operation.Name, alias => Concerned.By(alias, state, http.Request, document?.RootElement));
        var wait = state.Options.Latency + plan.Latency;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, state.Options.Time, cancellation);

        NotificationRequest? creation = null;
        var answer = plan.IsAccepted ? Run(operation, http.Request, bytes, document, out creation) : null;
        state.Requests.Add(new SeenRequest
        {
            At = state.Now,
            Operation = operation.Name,
            Method = http.Request.Method,
            Path = http.Request.Path,
            BodyBytes = bytes.Length,
            Body = state.Options.KeepRequestBodies ? bytes : null,
            TargetKind = creation?.Target?.Kind,
            Recipients = creation?.Target?.Count,
            Status = FaultPlayer.Status(plan.Rule, answer),
            NotificationId = answer?.NotificationId,
            Fault = plan.Rule?.Kind.ToString(),
        });
        if (plan.Rule is { } fault)
            await new FaultPlayer(state).PlayAsync(fault, plan.Cleared, answer, http, cancellation);
        else
            await WriteAsync(http.Response, answer!.Status, answer.Body, cancellation);
    }

    public static async Task WriteAsync(HttpResponse response, int status, byte[] body, CancellationToken cancellation)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellation);
    }

    private Answer Run(Operation operation, HttpRequest request, byte[] bytes, JsonDocument? document, out NotificationRequest? creation)
    {
        creation = null;
        try
        {
            var app = state.FindApp((string)request.RouteValues["app"]!) ?? throw Refusal.AppNotFound();
            Check(operation.Credential, app.Settings, request);
            var body = Body(request, bytes, document);
            creation = operation.Name == "create" ? NotificationRequestReader.Read(body) : null;
            var call = new ApiCall { State = state, Http = request, App = app, Now = state.Now, Body = body, Creation = creation };
            return request.Method == "GET" ? state.Locked(() => operation.Handle(call)) : state.Change(() => operation.Handle(call));
        }
        catch (Refusal refusal)
        {
            return Answer.Refused(refusal);
        }
    }

    private static void Check(Credential credential, Apps.SimulatedApp app, HttpRequest request)
    {
        switch (credential)
        {
            case Credential.None:
                break;
            case Credential.ApiToken:
                if (!Equal(request.Headers[TokenHeader].ToString(), app.ApiToken))
                    throw Refusal.InvalidToken();
                break;
            case Credential.CreatorKey:
                if (!Equal(request.Headers[CreatorHeader].ToString(), app.CreatorKey))
                    throw Refusal.InvalidCreatorToken();
                break;
        }
    }

    private static bool Equal(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    /// <summary>"You're probably sending wrong JSON or you need to specify the HTTP headers correctly": 406 (api-concepts.md).</summary>
    private static JsonElement Body(HttpRequest request, byte[] bytes, JsonDocument? document)
    {
        if (bytes.Length == 0)
            return Empty;
        // Not parsed as a media type: the documentation's own curl examples say "application/json; charset: utf-8", which is none.
        string type = (request.ContentType ?? "").Split(';')[0].Trim();
        if (!type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw Refusal.NotAcceptable("Content-Type must be application/json");
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root ? root : throw Refusal.NotAcceptable("The body is not a JSON object");
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, 1 << 20));
        await request.Body.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }

    private static JsonDocument? Parse(byte[] bytes)
    {
        if (bytes.Length == 0)
            return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(bytes);
            if (bytes.AsSpan().IndexOf("\\u"u8) >= 0)
                ApiJson.Write(document.RootElement.WriteTo);
            return document;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Answered with 406 after the credentials were checked. Half of a surrogate pair passes JSON's grammar and fails when it is read as text.
            document?.Dispose();
            return null;
        }
    }

    private static JsonElement Empty { get; } = JsonDocument.Parse("{}").RootElement;
}
