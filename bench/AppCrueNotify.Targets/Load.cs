using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppCrueNotify.Targets;

/// <summary>Requests made of the real messages of samples/moodle-events.</summary>
internal static class Load
{
    private static readonly JsonObject[] Samples = [.. ReadSamples()];

    // The size of real forum mail: 4 to 8 KB of JSON once encoded as Moodle's PHP does it.
    private static readonly JsonObject[] ForumPosts = [.. Samples.Where(s => s["component"]!.GetValue<string>() == "mod_forum" && s["forumtype"]!.GetValue<string>() == "news")];

    /// <summary>Real forum posts, each to another user.</summary>
    public static IEnumerable<byte[]> ForumRequests(int messages, int batch, int firstUser = 1) =>
        Enumerable.Range(firstUser, messages).Chunk(batch).Select(users => Request(users.Select(user => To(ForumPosts[user % ForumPosts.Length], user))));

    /// <summary>One text to many users.</summary>
    public static IEnumerable<byte[]> OneText(int users, int batch) =>
        Enumerable.Range(1, users).Chunk(batch).Select(chunk => Request(chunk.Select(user => To(ForumPosts[0], user))));

    /// <summary>So many texts in turns, each user one.</summary>
    public static IEnumerable<byte[]> ManyTexts(int users, int batch, int texts) =>
        Enumerable.Range(1, users).Chunk(batch).Select(chunk => Request(chunk.Select(user =>
        {
            var message = To(ForumPosts[0], user);
            message["subject"] = $"Nota del grupo {user % texts}";
            message["fullmessagehtml"] = $"<p>Hola, tu nota del examen parcial número {user % texts} ya está publicada en el campus.</p>";
            message["fullmessage"] = $"Hola, tu nota del examen parcial número {user % texts} ya está publicada en el campus.";
            message["smallmessage"] = message["fullmessage"]!.GetValue<string>();
            return message;
        })));

    /// <summary>A personal message.</summary>
    public static byte[] Personal(int user) => Request([To(Samples.First(s => s["name"]!.GetValue<string>() == "instantmessage"), user)]);

    private static JsonObject To(JsonObject sample, int user)
    {
        var message = sample.DeepClone().AsObject();
        message["key"] = $"n:{100000 + user}:{user}";
        message["userto"]!["id"] = user;
        message["userto"]!["alias"] = $"user{user}";
        return message;
    }

    private static byte[] Request(IEnumerable<JsonObject> messages) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["messages"] = new JsonArray([.. messages]) }.ToJsonString(new JsonSerializerOptions()));

    private static IEnumerable<JsonObject> ReadSamples()
    {
        using var stream = typeof(Hosting.Gateway).Assembly.GetManifestResourceStream("samples/campus.jsonl")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return JsonNode.Parse(line)!.AsObject();
    }
}
