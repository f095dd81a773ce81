using System.Text;
using System.Text.Json;
using AppCrueNotify.Composition;
using AppCrueNotify.Composition.Links;
using AppCrueNotify.Messages;
using CsCheck;

namespace AppCrueNotify.Tests.Composition;

/// <summary>What holds for every message. CsCheck_Iter in the environment runs more cases; a failure prints its seed.</summary>
public sealed class PropertyTests
{
    private static readonly long Cases = Math.Max(Check.Iter, 1500);

    private static readonly Gen<(string Component, string Name, bool? Notification)> Kind = Gen.OneOf<(string, string, bool?)>(
        ("mod_forum", "posts", true), ("mod_forum", "digests", true), ("moodle", "instantmessage", false), ("moodle", "instantmessage", null), ("local_mail", "mail", true),
        ("mod_assign", "assign_notification", true), ("mod_quiz", "confirmation", true), ("mod_lesson", "graded_essay", true), ("local_x", "y", true), ("", "", null));

    private static readonly Gen<string?> Field = Gen.Frequency((1, Gen.Const((string?)null)), (1, Gen.Const((string?)"")), (6, GeneratedText.Rubbish.Select(s => (string?)s)));

    private static readonly Gen<string?> Link = Gen.Frequency(
        (2, Field),
        (2, Gen.String[Gen.Char.AlphaNumeric, 0, 400].Select(s => (string?)$"https://campus.example.edu/mod/x.php?id={s}#p1")),
        (1, Gen.OneOf<string?>("/mod/x", "mod/x?a=1&amp;b=2", "javascript:alert(1)", "//evil.example", "https://user@campus.example.edu/", "http://[", "https:///x", "?id=3", "mailto:a@b.c")));

    private static readonly Gen<Message> AnyMessage = Gen.Select(Kind, Field.Array[5], Link, Gen.Long[-5, 9], Gen.Long[-3, 5], Gen.Bool, (kind, f, link, number, format, sender) => new Message
    {
        Key = "n:1:2", Component = kind.Component, Name = kind.Name, Notification = kind.Notification, UserTo = new MoodleUser { Id = 2 },
        Subject = f[0], FullMessage = f[1], FullMessageHtml = f[2], SmallMessage = f[3], ContextUrlName = f[4], ContextUrl = link, CourseId = number,
        ConversationId = number, ConversationType = format, FullMessageFormat = format, UserFrom = sender ? new MoodleUser { Id = number, FullName = f[4] } : null,
    });

    private static readonly AppCrueNotify.Sites.Site[] Sites =
    [
        Campus.Site,
        Campus.With(("url-pattern", Campus.AutologinPattern)),
        Campus.With(("url-pattern", "{siteurl}/x?u={url}&t=<token>"), ("public-url", "https://push.example.edu"), ("icons", "moodle=🔔,mod_forum=")),
        Campus.With(("url-pattern", "app://open?\"\\{relurl}"), ("title-template", "{{ subject | upcase }}"), ("text-template", "{{ text | replace: 'a', text }}")) with { MoodleUrl = "https://campus.example.edu/moodle" },
    ];

    [Fact]
    public void No_message_ever_throws_or_breaks_a_limit()
    {
        Exception? trouble = null;
        var composer = new Composer(Campus.Key, 64, onTrouble: (_, e) => trouble = e);
        Gen.Select(AnyMessage, Gen.OneOf(Sites)).Sample(
            (message, site) =>
            {
                var push = composer.Compose(message, site);
                Assert.InRange(push.Title.Length, 1, 255);
                Assert.InRange(push.Alert.Length, 1, 255);
                Assert.InRange(push.CustomProperties.Length, 2, 255);
                Assert.True(IsWellFormed(push.Title) && IsWellFormed(push.Alert) && IsWellFormed(push.CustomProperties), "invalid UTF-16");
                Assert.DoesNotContain('\n', push.Title);
                Assert.True(push.Alert.EnumerateRunes().Any(r => !Rune.IsWhiteSpace(r)), "blank alert");
                AssertProperties(push, site);
                Assert.Equal(push, new Composer(Campus.Key).Compose(message, site));
            },
            iter: Cases);

        // Markdig refuses very deep nesting; the words are then taken as they stand.
        Assert.True(trouble is null or ArgumentException, trouble?.ToString());
    }

    [Fact]
    public void Every_visible_word_of_a_forum_post_is_there_in_order()
    {
        Gen.Select(GeneratedText.Document, Gen.Int[0, 1_000_000]).Sample(
            (document, style) => AssertWords(document, Campus.Compose(ForumPost(document.Html(style))).Alert),
            iter: Cases,
            print: c => c.Item1.Html(c.Item2));
    }

    [Fact]
    public void Every_visible_word_of_a_notification_is_there_in_order()
    {
        Gen.Select(GeneratedText.Document, Gen.Int[0, 1_000_000]).Sample(
            (document, style) => AssertWords(document, Campus.Compose(new Message
            {
                Key = "n:1:2", Component = "local_x", Name = "y", Notification = true, UserTo = new MoodleUser { Id = 2 }, Subject = "S", FullMessageHtml = document.Html(style),
            }).Alert),
            iter: Cases,
            print: c => c.Item1.Html(c.Item2));
    }

    [Fact]
    public void Every_word_of_a_Markdown_message_is_there_in_order()
    {
        GeneratedText.Document.Sample(
            document => AssertWords(document, Campus.Compose(new Message
            {
                Key = "m:1:2", Component = "moodle", Name = "instantmessage", Notification = false, UserTo = new MoodleUser { Id = 2 }, Subject = "S", SmallMessage = document.Markdown(),
            }).Alert),
            iter: Cases);
    }

    [Fact]
    public void Hard_wrapped_text_is_unwrapped_and_keeps_every_word_and_paragraph()
    {
        GeneratedText.Word.Array[1, 40].Array[1, 4].Sample(
            paragraphs =>
            {
                var text = string.Join("\n\n", paragraphs.Select(Wrapped));
                var lines = AppCrueNotify.Composition.Markup.PlainText.Lines(text).Select(l => l.Text).ToArray();
                Assert.Equal(paragraphs.Select(p => string.Join(' ', p)).Take(lines.Length), lines);
            },
            iter: Cases);
    }

    private static void AssertWords(Block document, string alert)
    {
        string[] marks = ["•", "|", ">"];
        var shown = alert.Replace("\u2060", "", StringComparison.Ordinal).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => !marks.Contains(w) && !(w.Length > 1 && w[^1] is '.' && w[..^1].All(char.IsAsciiDigit))).ToList();
        var expected = document.Reading.ToList();
        var isCut = alert.EndsWith('…') && (shown.Count < expected.Count || shown[^1] != expected[^1]);
        if (isCut)
            shown[^1] = shown[^1][..^1];
        if (isCut && shown[^1].Length == 0)
            shown.RemoveAt(shown.Count - 1);
        Assert.Equal(expected.Take(shown.Count), shown);
        Assert.True(isCut || shown.Count == expected.Count, $"Words are missing after '{shown.LastOrDefault()}'.");
        Assert.True(!isCut || alert.Length > 180, "Cut far from the limit.");
    }

    private static void AssertProperties(Push push, AppCrueNotify.Sites.Site site)
    {
        using var json = JsonDocument.Parse(push.CustomProperties);
        Assert.Equal(push.Link, json.RootElement.TryGetProperty("target_id", out var link) ? link.GetString() : "");
        if (push.ShortLink is { } shortLink)
            Assert.True(LinkTargets.IsOnSite(shortLink.Target, site), $"A short link leads to {shortLink.Target}.");
    }

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar) || text.Contains('\uFFFD')
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text
        : false;

    private static string Wrapped(string[] words)
    {
        var text = new StringBuilder();
        var column = 0;
        foreach (var word in words)
        {
            var size = Encoding.UTF8.GetByteCount(word);
            if (column > 0)
            {
                text.Append(column + 1 + size > 75 ? '\n' : ' ');
                column = column + 1 + size > 75 ? 0 : column + 1;
            }

            text.Append(word);
            column += size;
        }

        return text.ToString();
    }

    internal static Message ForumPost(string html) => new()
    {
        Key = "n:1:2",
        Component = "mod_forum",
        Name = "posts",
        Notification = true,
        UserTo = new MoodleUser { Id = 2 },
        Subject = "CAL: Aviso",
        ContextUrl = "https://campus.example.edu/mod/forum/discuss.php?d=1#p1",
        FullMessageHtml = "<div class=\"navbar\"><a href=\"https://campus.example.edu/course/view.php?id=2\">CAL</a> &raquo; <a href=\"https://campus.example.edu/mod/forum/view.php?f=1\">Novas</a></div>"
            + "<table class=\"forumpost\"><tr class=\"header\"><td class=\"picture left\"></td><td class=\"topic starter\"><div class=\"subject\">Aviso</div><div class=\"author\">por Ana</div></td></tr>"
            + $"<tr><td class=\"left side\">&nbsp;</td><td class=\"content\">{html}<div class=\"commands\"><a href=\"https://campus.example.edu/mod/forum/post.php?reply=1\">Responder</a></div>"
            + "<div class=\"link\"><a href=\"https://campus.example.edu/mod/forum/discuss.php?d=1#p1\">Ver a mensaxe</a></div></td></tr></table><hr /><div class=\"mdl-align unsubscribelink\"><a href=\"https://campus.example.edu/x\">Dar de baixa</a></div>",
    };
}
