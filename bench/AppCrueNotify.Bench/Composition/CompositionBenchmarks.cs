using System.Text.Json;
using AppCrueNotify.Composition;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using BenchmarkDotNet.Attributes;

namespace AppCrueNotify.Bench.Composition;

/// <summary>
/// What composing costs: a message never seen before (target: under 0.3 ms for a real forum post) and one that was (under 5 µs, hash included).
/// A distinct message differs from the one before in a comment, so that the memory does not know it.
/// </summary>
[MemoryDiagnoser]
public class CompositionBenchmarks
{
    private static readonly Site Site = new()
    {
        Id = 1, Name = "campus", MoodleUrl = "https://campus.example.edu", AppId = "0123456789abcdef", TwinPushUrl = new Uri("https://appcrue.twinpush.com/api/v2"), CreatorKey = "key",
        Settings = SettingCatalogue.Parse([KeyValuePair.Create("url-pattern", "{siteurl}/local/appcrue/autologin.php?urltogo={relurl}&token=<appcrue_token>")]),
    };

    private readonly Composer _composer = new(new byte[32]);
    private Message _post = null!;
    private Message _long = null!;
    private Message _personal = null!;
    private Message _assignment = null!;
    private Message _postAgain = null!;
    private Message _longAgain = null!;
    private Message _personalAgain = null!;
    private int _next;

    [GlobalSetup]
    public void Read()
    {
        var messages = Sample().ToArray();
        _post = messages.First(m => m.Component == "mod_forum" && m.Subject!.EndsWith("Cambio de aula", StringComparison.Ordinal));
        _long = messages.Where(m => m.Component == "mod_forum").MaxBy(m => m.FullMessageHtml!.Length)!;
        _personal = messages.First(m => m.Name == "instantmessage");
        _assignment = messages.First(m => m.Name == "assign_notification");

        // The first rows would otherwise measure the compiler.
        for (var i = 0; i < 4000; i++)
            _composer.Compose(Distinct(_post, --_next), Site);
        _next = 0;
        (_postAgain, _longAgain, _personalAgain) = (Again(_post), Again(_long), Again(_personal));
    }

    [Benchmark]
    public object Distinct_forum_post() => _composer.Compose(Distinct(_post, _next++), Site);

    [Benchmark]
    public object Distinct_long_forum_post() => _composer.Compose(Distinct(_long, _next++), Site);

    [Benchmark]
    public object Distinct_assignment_notification() => _composer.Compose(Distinct(_assignment, _next++), Site);

    [Benchmark]
    public object Distinct_personal_message() => _composer.Compose(_personal with { SmallMessage = $"Hola profesora, ¿cuándo es la revisión {_next++}?" }, Site);

    [Benchmark]
    public object Repeated_forum_post() => _composer.Compose(_postAgain, Site);

    [Benchmark]
    public object Repeated_long_forum_post() => _composer.Compose(_longAgain, Site);

    [Benchmark]
    public object Repeated_personal_message() => _composer.Compose(_personalAgain, Site);

    // As it comes in for the next user: remembered, but in strings of its own, so that comparing them costs what it costs.
    private Message Again(Message message)
    {
        _composer.Compose(message, Site);
        return message with
        {
            Subject = Copy(message.Subject), FullMessage = Copy(message.FullMessage), FullMessageHtml = Copy(message.FullMessageHtml), SmallMessage = Copy(message.SmallMessage),
            ContextUrl = Copy(message.ContextUrl),
        };
    }

    private static string? Copy(string? text) => text is null ? null : new string(text.AsSpan());

    private static Message Distinct(Message message, int number) =>
        message with { FullMessageHtml = message.FullMessageHtml + $"<!-- {number} -->" };

    private static IEnumerable<Message> Sample()
    {
        using var stream = typeof(Composer).Assembly.GetManifestResourceStream("samples/campus.jsonl")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            string? Text(string name) => json.RootElement.GetProperty(name).GetString();
            yield return new Message
            {
                Key = Text("key")!, Component = Text("component")!, Name = Text("name")!, UserTo = new MoodleUser { Id = 2 }, UserFrom = new MoodleUser { Id = 7, FullName = "Ana" },
                Subject = Text("subject"), FullMessage = Text("fullmessage"), FullMessageHtml = Text("fullmessagehtml"), SmallMessage = Text("smallmessage"), ContextUrl = Text("contexturl"),
                Notification = json.RootElement.GetProperty("notification").GetBoolean(),
            };
        }
    }
}
