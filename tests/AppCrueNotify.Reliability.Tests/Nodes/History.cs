using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using TwinPush.Simulator.Requests;

namespace AppCrueNotify.Reliability.Tests.Nodes;

/// <summary>What the database says happened, compared with what TwinPush saw and Moodle was told.</summary>
internal sealed partial class History
{
    private readonly Dictionary<string, (string State, int Unknowns)> _messages;
    private readonly HashSet<string> _postedTags;
    private readonly List<Sent> _sent;

    private History(Dictionary<string, (string, int)> messages, HashSet<string> postedTags, List<Sent> sent) => (_messages, _postedTags, _sent) = (messages, postedTags, sent);

    /// <summary>When the first copy of each message that went out twice reached TwinPush.</summary>
    public IReadOnlyList<DateTimeOffset> Repeated => [.. _sent.GroupBy(s => s.Key).Where(g => g.Count() > 1).Select(g => g.Min(s => s.At))];

    /// <summary>Messages of which an attempt's outcome was unknown.</summary>
    public int Unknown => _messages.Values.Count(m => m.Unknowns > 0 || m.State == "held");

    public IReadOnlyDictionary<string, int> States => _messages.Values.GroupBy(m => m.State).ToDictionary(g => g.Key, g => g.Count());

    public static async Task<History> ReadAsync(string connection, IEnumerable<SeenRequest> requests, CancellationToken cancellationToken)
    {
        await using var database = new NpgsqlConnection($"{connection};Pooling=false");
        await database.OpenAsync(cancellationToken);
        var messages = new Dictionary<string, (string, int)>();
        await using (var command = new NpgsqlCommand("SELECT key, state, unknowns FROM recipient", database))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
                messages.Add(rows.GetString(0), (rows.GetString(1), rows.GetInt32(2)));
        }

        var tags = new HashSet<string>();
        await using (var command = new NpgsqlCommand("SELECT tag FROM attempt WHERE posting_at IS NOT NULL", database))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
                tags.Add(rows.GetString(0));
        }

        return new(messages, tags, [.. requests.Where(r => r.Operation == "create").SelectMany(Read)]);
    }

    /// <returns>What is wrong, in sentences; empty when the promise was kept.</returns>
    public IEnumerable<string> Faults(IReadOnlyDictionary<int, int> lastOfUser)
    {
        foreach (var key in lastOfUser.SelectMany(u => Enumerable.Range(1, u.Value).Select(n => PatientMoodle.Key(u.Key, n))).Where(k => !_messages.ContainsKey(k)))
            yield return $"lost: {key} was acknowledged";
        foreach (var (key, message) in _messages.Where(m => m.Value.State is not ("sent" or "received" or "opened" or "held")))
            yield return $"{key} is {message.State}";
        var copies = _sent.ToLookup(s => s.Key);
        foreach (var (key, message) in _messages.Where(m => m.Value.State != "held" && !copies.Contains(m.Key)))
            yield return $"{key} is {message.State}, but TwinPush never saw it";
        foreach (var copy in copies.Where(c => c.Count() > 1))
        {
            var (state, unknowns) = _messages[copy.Key];
            if (unknowns == 0 && state != "held")
                yield return $"{copy.Key} went out {copy.Count()} times, and no unknown outcome is on record";
            if (copy.Count() > 2)
                yield return $"{copy.Key} went out {copy.Count()} times";
        }

        foreach (var tag in _sent.Select(s => s.Tag).Distinct().Where(t => !_postedTags.Contains(t)))
            yield return $"TwinPush saw the tag {tag}, of which no attempt is on record";
        // A late copy of a message may come after its successor; the first copy must not.
        foreach (var user in _sent.GroupBy(s => s.User))
        {
            var firsts = user.DistinctBy(s => s.Number).Select(s => s.Number).ToList();
            for (var i = 1; i < firsts.Count; i++)
            {
                if (firsts[i] < firsts[i - 1])
                    yield return $"user {user.Key} got message {firsts[i - 1]} before {firsts[i]}";
            }
        }
    }

    private static IEnumerable<Sent> Read(SeenRequest request)
    {
        using var body = JsonDocument.Parse(request.Body!);
        var tag = body.RootElement.GetProperty("tags")[0].GetString()!;
        var alerts = body.RootElement.TryGetProperty("multiple_alias", out var many)
            ? many.EnumerateObject().Select(m => m.Value.GetProperty("alert").GetString()!)
            : [body.RootElement.GetProperty("alert").GetString()!];
        return [.. alerts.Select(alert =>
        {
            var words = Words.Match(alert);
            return new Sent(int.Parse(words.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(words.Groups[2].Value, CultureInfo.InvariantCulture), tag, request.At);
        })];
    }

    [GeneratedRegex(@"user (\d+) message (\d+)\.")]
    private static partial Regex Words { get; }

    private sealed record Sent(int User, int Number, string Tag, DateTimeOffset At)
    {
        public string Key => PatientMoodle.Key(User, Number);
    }
}
