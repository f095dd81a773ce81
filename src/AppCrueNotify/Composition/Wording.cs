using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Composition.Sources;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Composition;

/// <summary>Title and text of one push, by the built-in rules or by the admin's templates. Neither is ever blank.</summary>
internal sealed class Wording(Message message, SitePlan plan, Reading reading, string text)
{
    public (string Title, string Text) Say(Action<Message, Exception>? onTrouble)
    {
        var subject = Subject();
        var plainTitle = reading.Heading ?? subject;
        var icon = plan.Icon(message);
        var title = icon.Length == 0 ? plainTitle : $"{icon} {plainTitle}";
        var alert = Text(plainTitle);
        if (plan.Title(message) is null && plan.Text(message) is null)
            return (Words.WellFormed(title), Words.WellFormed(alert));
        var values = new Dictionary<string, string>
        {
            ["subject"] = subject,
            ["heading"] = reading.Heading ?? "",
            ["title"] = plainTitle,
            ["icon"] = icon,
            ["text"] = alert,
            ["small"] = Words.Subject(message.SmallMessage),
            ["sender"] = Words.Subject(message.UserFrom?.FullName),
            ["context"] = Words.Subject(message.ContextUrlName),
            ["component"] = message.Component,
            ["name"] = message.Name,
            ["site"] = plan.Site.Name,
        };
        return (Words.WellFormed(Filled(plan.Title(message), values, onTrouble) is { } t && Words.OneLine(t) is { Length: > 0 } line && !Words.IsBlank(line) ? line : title),
            Words.WellFormed(Filled(plan.Text(message), values, onTrouble) is { } own && Trimmed(own) is { } body && !Words.IsBlank(body) ? body : alert));
    }

    /// <summary>The message's subject; without one, what it is about, who wrote it, or how it begins.</summary>
    private string Subject()
    {
        string?[] candidates = [reading.Subject, Words.Subject(message.Subject), Words.Subject(message.ContextUrlName), Words.Subject(message.UserFrom?.FullName), FirstLine(), Words.OneLine(plan.Site.Settings.GroupName)];
        return candidates.FirstOrDefault(c => !Words.IsBlank(c)) ?? "Moodle";
    }

    private string Text(string title)
    {
        if (!Words.IsBlank(text))
            return text;
        var small = Words.Subject(message.SmallMessage);
        return Words.IsBlank(small) ? title : small;
    }

    private string FirstLine()
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private string? Filled(LiquidTemplate? template, Dictionary<string, string> values, Action<Message, Exception>? onTrouble)
    {
        if (template is null)
            return null;
        try
        {
            return template.Render(values);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            onTrouble?.Invoke(message, e);
            return null;
        }
    }

    private static string Trimmed(string text)
    {
        var sink = new TextSink();
        sink.Write(text, preformatted: true);
        return string.Join('\n', sink.Lines().Select(l => l.Text));
    }
}
