using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AppCrueNotify.Scale;

/// <summary>What the sites send: each 15,000 users, of whom some get news (a text that 1,000 get) and some a message of their own. Texts are of real forum posts.</summary>
internal sealed class Day(int sites, int recipientsPerSite)
{
    public const int UsersPerSite = 15_000;
    private const int Batch = 500;
    private const int OneText = 1000;
    private const string Key = "@@key@@";
    private const string User = "987654321";
    private const string Alias = "@@alias@@";
    private const string Title = "@@title@@";

    private static readonly byte[][] Template = [.. Parts()];

    public int Sites => sites;
    public int Recipients => sites * recipientsPerSite;

    /// <summary>Requests in the order in which they come: every site's in turn.</summary>
    public IEnumerable<(int Site, int First)> Requests =>
        from first in Enumerable.Range(0, recipientsPerSite / Batch)
        from site in Enumerable.Range(0, sites)
        select (site, first * Batch);

    /// <summary>The body of a request.</summary>
    public static void Write((int Site, int First) request, ArrayBufferWriter<byte> body)
    {
        body.ResetWrittenCount();
        body.Write("{\"messages\":["u8);
        for (var i = request.First; i < request.First + Batch; i++)
        {
            if (i > request.First)
                body.Write(","u8);
            var user = 1 + (i * 7 % UsersPerSite);
            // Of five texts, four are news to a thousand each; the fifth is everybody's own.
            var title = i / OneText % 5 == 4 ? $"Nota de {i}" : $"Aviso {i / OneText}";
            foreach (var part in Template)
            {
                var text = part.Length < 20 ? Encoding.UTF8.GetString(part) : "";
                switch (text)
                {
                    case Key: Add(body, $"n:{i}:{user}"); break;
                    case User: Add(body, user.ToString(CultureInfo.InvariantCulture)); break;
                    case Alias: Add(body, $"user{user}"); break;
                    case Title: Add(body, title); break;
                    default: body.Write(part); break;
                }
            }
        }

        body.Write("]}"u8);
    }

    private static void Add(ArrayBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);

    private static IEnumerable<byte[]> Parts()
    {
        var message = Sample();
        message["key"] = Key;
        message["subject"] = Title;
        message["userto"]!["id"] = int.Parse(User, CultureInfo.InvariantCulture);
        message["userto"]!["alias"] = Alias;
        var rest = message.ToJsonString();
        while (rest.Length > 0)
        {
            var (at, mark) = new[] { Key, User, Alias, Title }.Select(m => (At: rest.IndexOf(m, StringComparison.Ordinal), m)).Where(m => m.At >= 0).DefaultIfEmpty((rest.Length, "")).Min();
            yield return Encoding.UTF8.GetBytes(rest[..at]);
            if (mark.Length > 0)
                yield return Encoding.UTF8.GetBytes(mark);
            rest = rest[(at + mark.Length)..];
        }
    }

    private static JsonObject Sample()
    {
        using var stream = typeof(Hosting.Gateway).Assembly.GetManifestResourceStream("samples/campus.jsonl")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var message = JsonNode.Parse(line)!.AsObject();
            if (message["forumtype"]?.GetValue<string>() == "news")
                return message;
        }

        throw new InvalidOperationException("The samples have no news.");
    }
}
