using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AppCrueNotify.Commands.Replay;

/// <summary>Posts requests to a gateway's intake. A repeat is harmless: the gateway knows a key that it has seen.</summary>
internal sealed class IntakeClient : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services;
    private readonly HttpClient _http;
    private readonly ReplayOptions _options;
    private readonly TimeProvider _time;
    private bool _answered;

    public IntakeClient(ReplayOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var services = new ServiceCollection();
        // The token goes to the address that was named and to no other.
        services.AddHttpClient("").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        _services = services.BuildServiceProvider();
        _http = _services.GetRequiredService<IHttpClientFactory>().CreateClient();
        _http.DefaultRequestHeaders.Authorization = new("Bearer", options.Token);
    }

    /// <summary>The results of the request's messages, in their order.</summary>
    /// <param name="waiting">Told why a try failed and how long the wait is.</param>
    /// <exception cref="CommandFailedException">The gateway does not take the request, and says why.</exception>
    public async Task<IReadOnlyList<(string? Key, string Status, string? Reason)>> PostAsync(ReadOnlyMemory<byte> body, Action<string> waiting, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (results, trouble, retryAfter) = await TryAsync(body, cancellationToken);
            if (results is not null)
                return results;
            if (attempt == _options.Tries)
                throw new CommandFailedException($"{trouble} Tried {attempt} times.");
            var wait = retryAfter ?? FirstWait * Math.Pow(2, attempt - 1);
            wait = wait < _options.LongestWait ? wait : _options.LongestWait;
            waiting($"{trouble} Next try in {wait.TotalSeconds:0} s.");
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _services.Dispose();
    }

    private async Task<(IReadOnlyList<(string?, string, string?)>? Results, string Trouble, TimeSpan? RetryAfter)> TryAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new("application/json") } };
        try
        {
            using var answer = await _http.PostAsync(_options.Intake, content, cancellationToken);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            _answered = true;
            if (answer.StatusCode == HttpStatusCode.Accepted)
                return (Read(bytes), "", null);
            var trouble = Problem(answer.StatusCode, bytes);
            return answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                ? (null, trouble, Wait(answer.Headers.RetryAfter))
                : throw new CommandFailedException(trouble);
        }
        catch (HttpRequestException e)
        {
            var trouble = $"{_options.Intake} cannot be reached: {e.Message.TrimEnd('.')}.";
            return _answered ? (null, trouble, null) : throw new CommandFailedException($"{trouble} Is the gateway running there? Start one with 'appcrue-notify serve'.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{_options.Intake} did not answer in {_http.Timeout.TotalSeconds:0} s.", null);
        }
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
        _ => null,
    };

    private List<(string?, string, string?)> Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return [.. document.RootElement.GetProperty("results").EnumerateArray().Select(r => (Text(r, "key"), r.GetProperty("status").GetString()!, Text(r, "reason")))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailedException($"{_options.Intake} answered 202 with something that is not a gateway's answer. Is --to right?");
        }
    }

    /// <summary>The gateway's own words, or the status when another program answers.</summary>
    private string Problem(HttpStatusCode status, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && Text(document.RootElement, "title") is { } title)
                return $"The gateway answered {(int)status}: {title} {Text(document.RootElement, "detail")}".TrimEnd();
        }
        catch (JsonException)
        {
            // Not a gateway's answer: said below.
        }

        return $"{_options.Intake} answered {(int)status} and does not look like a gateway. Is --to right?";
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
