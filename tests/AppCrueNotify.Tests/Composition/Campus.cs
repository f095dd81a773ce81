using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using AppCrueNotify.Composition;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Tests.Composition;

/// <summary>The real messages of a Moodle 4.5.5, a site for them, and one way to read and write both.</summary>
internal static class Campus
{
    public const string AutologinPattern = "{siteurl}/local/appcrue/autologin.php?urltogo={relurl}&token=<appcrue_token>";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Key { get; } = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public static Site Site { get; } = new()
    {
        Id = 1,
        Name = "campus",
        MoodleUrl = "https://campus.example.edu",
        AppId = "0123456789abcdef",
        TwinPushUrl = new Uri("https://appcrue.twinpush.com/api/v2"),
        CreatorKey = "key",
    };

    public static Site With(params (string Name, string Value)[] settings) =>
        Site with { Settings = SettingCatalogue.Parse(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))) };

    public static Push Compose(Message message, Site? site = null) => new Composer(Key).Compose(message, site ?? Site);

    public static IReadOnlyList<Message> Messages { get; } = [.. File.ReadLines(Path.Combine(Root(), "samples/moodle-events/campus.jsonl")).Select(Read)];

    /// <summary>A message in the intake's form.</summary>
    public static Message Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var m = document.RootElement;
        return new Message
        {
            Key = Text(m, "key") ?? "n:1:2",
            Component = Text(m, "component")!,
            Name = Text(m, "name")!,
            UserTo = User(m, "userto") ?? new MoodleUser { Id = 2 },
            UserFrom = User(m, "userfrom"),
            Subject = Text(m, "subject"),
            FullMessage = Text(m, "fullmessage"),
            FullMessageFormat = Number(m, "fullmessageformat"),
            FullMessageHtml = Text(m, "fullmessagehtml"),
            SmallMessage = Text(m, "smallmessage"),
            Notification = m.TryGetProperty("notification", out var n) && n.ValueKind is JsonValueKind.True or JsonValueKind.False ? n.GetBoolean() : null,
            ContextUrl = Text(m, "contexturl"),
            ContextUrlName = Text(m, "contexturlname"),
            CourseId = Number(m, "courseid"),
            ConversationId = Number(m, "convid"),
            ConversationType = Number(m, "conversationtype"),
            ForumType = Text(m, "forumtype"),
        };
    }

    /// <summary>A push as the approved file has it: one JSON object a line.</summary>
    public static string Line(Message message, Push push) => Regex.Replace(
        JsonSerializer.Serialize(new { key = message.Key, title = push.Title, alert = push.Alert, customProperties = push.CustomProperties, note = push.LinkNote }, Readable),
        @"\\u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})",
        m => string.Concat(m.Groups.Values.Skip(1).Select(g => (char)Convert.ToInt32(g.Value, 16))));

    /// <summary>The folder of the solution.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AppCrueNotify.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run below the folder that holds AppCrueNotify.slnx.");
    }

    private static MoodleUser? User(JsonElement m, string name) => m.TryGetProperty(name, out var u) && u.ValueKind is JsonValueKind.Object
        ? new MoodleUser { Id = Number(u, "id") ?? 0, FullName = Text(u, "fullname"), Alias = Text(u, "alias") }
        : null;

    private static string? Text(JsonElement m, string name) => m.TryGetProperty(name, out var v) && v.ValueKind is JsonValueKind.String ? v.GetString() : null;

    private static long? Number(JsonElement m, string name) => m.TryGetProperty(name, out var v) && v.ValueKind is JsonValueKind.Number ? v.GetInt64() : null;
}
