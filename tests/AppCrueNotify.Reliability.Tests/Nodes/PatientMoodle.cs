using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace AppCrueNotify.Reliability.Tests.Nodes;

/// <summary>Posts to nodes as Moodle's plugin does: what was not acknowledged is posted again with the same keys, to another node if need be. A user's next message follows only when the one before is acknowledged.</summary>
/// <param name="tokens">One for each site; each site's users are posted to one after the other.</param>
internal sealed class PatientMoodle(Func<IReadOnlyList<Uri>> nodes, IReadOnlyList<string> tokens) : IAsyncDisposable
{
    // A little shorter than TwinPush takes to answer: every site always has a request under way, and the backlog stays small.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(900);
    private const int UsersOfASite = 30;
    private readonly ServiceProvider _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    private int _acknowledged;
    private int _repeats;

    /// <summary>How many messages each user got acknowledged; they are numbered from 1.</summary>
    public SortedDictionary<int, int> LastOfUser { get; } = [];

    public int Acknowledged => _acknowledged;

    /// <summary>Requests that had to be posted again.</summary>
    public int Repeats => _repeats;

    public static string Text(int user, int number) => $"user {user} message {number}.";

    public static string Key(int user, int number) => $"n:{number}:{user}";

    /// <summary>Posts until the token says stop, and then until everything that was begun is acknowledged.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        var users = await Task.WhenAll(Enumerable.Range(0, tokens.Count).Select(poster => PostAsync(poster, stop, cancellationToken)));
        foreach (var (user, last) in users.SelectMany(u => u))
            LastOfUser[user] = last;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<List<(int User, int Last)>> PostAsync(int poster, CancellationToken stop, CancellationToken cancellationToken)
    {
        using var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens[poster]);
        client.Timeout = TimeSpan.FromSeconds(3);
        var users = Enumerable.Range(1 + (poster * UsersOfASite), UsersOfASite).ToList();
        var number = 0;
        for (var node = poster; !stop.IsCancellationRequested;)
        {
            number++;
            while (!await TakenAsync(client, nodes()[node % nodes().Count], users.Select(u => Message(u, number)), cancellationToken))
            {
                Interlocked.Increment(ref _repeats);
                node++;
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }

            Interlocked.Add(ref _acknowledged, users.Count);
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return [.. users.Select(u => (u, number))];
    }

    private static async Task<bool> TakenAsync(HttpClient client, Uri node, IEnumerable<object> messages, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.PostAsJsonAsync(new Uri(node, "/api/v1/messages"), new { messages }, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.Accepted)
            {
                using var results = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
                Assert.All(results.RootElement.GetProperty("results").EnumerateArray(), r => Assert.Contains(r.GetProperty("status").GetString(), (string[])["queued", "duplicate"]));
                return true;
            }

            Assert.True((int)answer.StatusCode is 503, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            return false;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Gone, stopped, or cut off: nobody knows whether it was taken.
            return false;
        }
    }

    private static object Message(int user, int number) => new
    {
        key = Key(user, number),
        component = "mod_assign",
        name = "assign_notification",
        subject = Text(user, number),
        fullmessage = Text(user, number),
        fullmessageformat = 2,
        smallmessage = Text(user, number),
        notification = true,
        timecreated = 1795456430,
        userfrom = new { id = 6003, fullname = "María José" },
        userto = new { id = user, alias = $"est{user}", lang = "es", timezone = "Europe/Madrid" },
    };
}
