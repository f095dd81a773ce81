using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>Posts messages as several Moodles would, and remembers what was acknowledged.</summary>
internal sealed class Load(Uri address, string token, int seed) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();

    /// <summary>Text by key, of every message whose 202 arrived.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = [];

    /// <summary>Every answer that was no 202.</summary>
    public ConcurrentQueue<(HttpStatusCode Status, bool RetryAfter)> Refusals { get; } = [];

    /// <summary>How long a poster rests after a request.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>Messages in a request at most.</summary>
    public int Most { get; init; } = 40;

    /// <summary>Posts until nobody answers any more, or until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken, int posters = 4) =>
        Task.WhenAll(Enumerable.Range(0, posters).Select(poster => RepeatAsync(poster, cancellationToken)));

    /// <summary>Posts one request.</summary>
    /// <returns>The status; null when nobody answered.</returns>
    public async Task<HttpStatusCode?> PostAsync(string name, int messages, CancellationToken cancellationToken)
    {
        var texts = Enumerable.Range(0, messages).ToDictionary(i => $"{seed}-{name}-{i}", i => $"{Canaries.Text} {seed} {name} {i} {new string('x', (name.Length + i) * 7 % 150)}");
        using var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.PostAsJsonAsync(new Uri(address, "/api/v1/messages"), new { messages = texts.Select(t => Message(t.Key, t.Value)) }, cancellationToken);
            // A 202 counts when it arrived whole.
            Canaries.AssertNone("An answer", await answer.Content.ReadAsStringAsync(cancellationToken));
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                Refusals.Enqueue((answer.StatusCode, answer.Headers.RetryAfter is not null));
                return answer.StatusCode;
            }

            foreach (var text in texts)
                Acknowledged[text.Key] = text.Value;
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Nobody is there any more.
            return null;
        }
    }

    /// <summary>Looks into the metrics, where the gateway still shows them.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient())
        {
            try
            {
                Canaries.AssertNone("The metrics", await client.GetStringAsync(new Uri(address, "/metrics"), CancellationToken.None));
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                // The gateway has ended.
            }
        }

        await _services.DisposeAsync();
    }

    private async Task RepeatAsync(int poster, CancellationToken cancellationToken)
    {
        var random = new Random((seed * 7) + poster);
        try
        {
            for (var request = 0; !cancellationToken.IsCancellationRequested; request++)
            {
                if (await PostAsync($"{poster}-{request}", random.Next(1, Most), cancellationToken) is null)
                    return;
                if (Rest > TimeSpan.Zero)
                    await Task.Delay(Rest, TimeProvider.System, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Enough.
        }
    }

    /// <summary>Each message has a user of its own, so that a repeat to an alias is a repeat of its message.</summary>
    private static object Message(string key, string text) => new
    {
        key,
        component = "mod_assign",
        name = "assign_notification",
        subject = $"{Canaries.Title} {key}",
        fullmessage = text,
        fullmessageformat = 2,
        smallmessage = text,
        notification = true,
        timecreated = 1795456430,
        userfrom = new { id = 6003, fullname = "María José" },
        userto = new { id = (long)(System.IO.Hashing.XxHash3.HashToUInt64(System.Text.Encoding.UTF8.GetBytes(key)) >> 12), alias = $"{Canaries.Alias}-{key}", lang = "es", timezone = "Europe/Madrid" },
    };
}
