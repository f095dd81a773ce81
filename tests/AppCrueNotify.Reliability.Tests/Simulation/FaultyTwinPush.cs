using System.Net;
using System.Text;
using System.Text.Json;
using AppCrueNotify.Reliability.Tests.Histories;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>A TwinPush in memory that fails in every way of docs/design.md, by the numbers of one seed. Remembers what it saw and what it sent.</summary>
internal sealed class FaultyTwinPush : HttpMessageHandler
{
    private SimulatedTime _time = null!;
    private Random _random = null!;
    private double _trouble;
    private (DateTimeOffset Until, Fault Kind) _episode;

    private enum Fault
    {
        None,
        Refused,
        Busy,
        TooMany,
        ProxyPage,
        ProxyPageAfterEffect,
        WrongKey,
        Redirect,
        DropBefore,
        DropAfter,
        SilentBefore,
        SilentAfter,
        Garbage,
    }

    public List<SeenPost> Posts { get; private set; } = [];

    /// <summary>No more faults.</summary>
    public bool Healed { get; set; }

    /// <param name="trouble">The share of requests that meet a fault.</param>
    public void Begin(SimulatedTime time, Random random, double trouble)
    {
        (_time, _random, _trouble) = (time, random, trouble);
        (Posts, Healed, _episode) = ([], false, default);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fault = Draw();
        if (fault == Fault.Refused)
            return Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, "connection refused"));
        using var body = JsonDocument.Parse(request.Content!.ReadAsByteArrayAsync(cancellationToken).GetAwaiter().GetResult());
        var aliases = Aliases(body.RootElement);
        var answer = fault switch
        {
            Fault.Busy => Json(HttpStatusCode.ServiceUnavailable, """{"errors":{"type":"Unavailable","message":"later"}}""", retryAfter: _random.Next(1, 120)),
            Fault.TooMany => Json(HttpStatusCode.TooManyRequests, """{"errors":{"type":"TooManyRequests","message":"slow down"}}""", retryAfter: _random.Next(1, 60)),
            Fault.ProxyPage or Fault.ProxyPageAfterEffect => Page(HttpStatusCode.BadGateway),
            Fault.WrongKey => Json(HttpStatusCode.Forbidden, """{"errors":{"type":"InvalidCreator","message":"Invalid creator key"}}"""),
            Fault.Redirect => Page(HttpStatusCode.TemporaryRedirect),
            _ => Verdict(aliases),
        };
        var effect = (fault is Fault.None or Fault.DropAfter or Fault.SilentAfter or Fault.Garbage or Fault.ProxyPageAfterEffect) && Verdict(aliases).IsSuccessStatusCode;
        Posts.Add(new(body.RootElement.GetProperty("tags")[0].GetString()!, aliases, effect));
        if (fault == Fault.Garbage && effect)
            answer = Page(HttpStatusCode.OK);
        return Later(fault, answer, cancellationToken);
    }

    private Task<HttpResponseMessage> Later(Fault fault, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        // Continuations run at once, on the one thread.
        var source = new TaskCompletionSource<HttpResponseMessage>();
        var registration = cancellationToken.UnsafeRegister(_ => source.TrySetCanceled(cancellationToken), null);
        if (fault is not (Fault.SilentBefore or Fault.SilentAfter))
        {
            var slow = _random.Next(20) == 0 ? _random.Next(1000, 100_000) : _random.Next(20, 400);
            _time.At(TimeSpan.FromMilliseconds(slow), () =>
            {
                registration.Dispose();
                if (fault is Fault.DropBefore or Fault.DropAfter)
                    source.TrySetException(new HttpRequestException(HttpRequestError.ResponseEnded, "the connection was closed"));
                else
                    source.TrySetResult(answer);
            });
        }

        return source.Task;
    }

    private Fault Draw()
    {
        if (Healed)
            return Fault.None;
        if (_time.Now < _episode.Until)
            return _episode.Kind;
        if (_random.NextDouble() >= _trouble)
            return Fault.None;
        var kind = (Fault)_random.Next(1, Enum.GetValues<Fault>().Length);
        // Some troubles last.
        if (_random.Next(4) == 0)
            _episode = (_time.Now.AddSeconds(_random.Next(1, 400)), kind);
        return kind;
    }

    /// <summary>Aliases that begin with "bad" are rejected, with "named" rejected by name, with "none" have no app.</summary>
    private static HttpResponseMessage Verdict(List<string> aliases)
    {
        if (aliases.Find(a => a.StartsWith("bad", StringComparison.Ordinal)) is { } bad)
            return Json(HttpStatusCode.UnprocessableEntity, $$$"""{"errors":{"type":"NotificationNotCreated","message":"{{{bad}}} is invalid"}}""");
        var named = aliases.Where(a => a.StartsWith("named", StringComparison.Ordinal)).ToList();
        if (named.Count > 0)
            return Json(HttpStatusCode.NotFound, $$$"""{"errors":{"type":"DeviceAliasNotFound","message":"unknown","device_aliases":{{{JsonSerializer.Serialize(named)}}}}}""");
        if (aliases.TrueForAll(a => a.StartsWith("none", StringComparison.Ordinal)))
            return Json(HttpStatusCode.UnprocessableEntity, """{"errors":{"type":"NotificationNotCreated","message":"Target cannot be empty"}}""");
        return Json(HttpStatusCode.OK, """{"objects":[{"id":"1234567890abcdef","type":"Notification"}]}""");
    }

    private static List<string> Aliases(JsonElement request) =>
        request.TryGetProperty("devices_aliases", out var list) ? [.. list.EnumerateArray().Select(a => a.GetString()!)] : [.. request.GetProperty("multiple_alias").EnumerateObject().Select(p => p.Name)];

    private static HttpResponseMessage Json(HttpStatusCode status, string body, int? retryAfter = null)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (retryAfter is { } seconds)
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return response;
    }

    private static HttpResponseMessage Page(HttpStatusCode status) => new(status) { Content = new ByteArrayContent("<html><body>proxy</body></html>"u8.ToArray()) };
}
