using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace AppCrueNotify.Reliability.Tests.PowerCut;

/// <summary>Posts messages until nobody answers any more, and remembers what was acknowledged.</summary>
internal sealed class Load(Uri address, string token, int seed) : IAsyncDisposable
{
    private const int Posters = 4;
    private readonly ServiceProvider _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();

    /// <summary>Text by key, of every message whose 202 arrived.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = [];

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Posters).Select(poster => PostAsync(poster, cancellationToken)));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task PostAsync(int poster, CancellationToken cancellationToken)
    {
        var random = new Random((seed * Posters) + poster);
        using var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        for (var request = 0; ; request++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 40)).ToDictionary(i => $"{seed}-{poster}-{request}-{i}", i => $"{seed} {poster} {request} {i} {new string('x', random.Next(150))}");
            try
            {
                using var answer = await client.PostAsJsonAsync(new Uri(address, "/api/v1/messages"), new { messages = texts.Select(t => Message(t.Key, t.Value, random.Next(1, 100_000))) }, cancellationToken);
                if (answer.StatusCode != HttpStatusCode.Accepted)
                    throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
                foreach (var text in texts)
                    Acknowledged[text.Key] = text.Value;
            }
            catch (HttpRequestException)
            {
                // The power is gone.
                return;
            }
        }
    }

    private static object Message(string key, string text, long user) => new
    {
        key,
        component = "mod_assign",
        name = "assign_notification",
        subject = text,
        fullmessage = text,
        fullmessageformat = 2,
        smallmessage = text,
        notification = true,
        timecreated = 1795456430,
        userfrom = new { id = 6003, fullname = "María José" },
        userto = new { id = user, alias = $"est{user}", lang = "es", timezone = "Europe/Madrid" },
    };
}
