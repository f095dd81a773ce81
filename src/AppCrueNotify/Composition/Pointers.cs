using AppCrueNotify.Composition.Links;
using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition;

/// <summary>Takes away the lines of a notification that only say where to click: a tap on the push leads there already.</summary>
/// <remarks>No word of any language is looked for, only links and where they stand. Texts that people wrote are never touched, and something always stays.</remarks>
internal static class Pointers
{
    // Their templates end with a sentence that points at the link ("You can see it appended to your assignment submission").
    private static readonly HashSet<string> EndWithPointer = ["mod_assign/assign_notification", "mod_feedback/submission", "mod_quiz/confirmation", "mod_quiz/submission", "mod_quiz/attempt_grading_complete"];

    // Lists of things, each with a link of its own below it.
    private static readonly HashSet<string> LinkedLists = ["mod_assign/assign_due_digest"];

    // Pages of Moodle that are about notifications, not about what happened.
    private static readonly string[] Preferences = ["/message/notificationpreferences.php", "/user/forum.php", "/mod/forum/subscribe.php", "/mod/forum/unsubscribeall.php"];

    public static IReadOnlyList<TextLine> Removed(IReadOnlyList<TextLine> lines, Message message, LinkTarget target)
    {
        if (lines.Count < 2)
            return lines;
        var kept = lines.ToList();
        if (EndWithPointer.Contains($"{message.Component}/{message.Name}") && Mentions(kept[^1], target) && !IsPointer(kept[^1], target))
            kept.RemoveAt(kept.Count - 1);
        if (LinkedLists.Contains($"{message.Component}/{message.Name}") && kept.Any(l => l.LooseLetters > 0))
            kept.RemoveAll(l => l is { LooseLetters: 0, Links.Count: > 0 });
        for (var i = kept.Count - 1; i >= 0 && kept.Count > 1; i--)
        {
            if (!IsPointer(kept[i], target))
                continue;
            var announced = i > 0 && kept.Count > 2 && kept[i].Links.Count == 0 && kept[i - 1].Text[^1] is ':' or '：' && !SaysMore(kept[i - 1].Text);
            kept.RemoveAt(i);
            if (announced)
                kept.RemoveAt(--i);
        }

        return kept;
    }

    private static bool IsPointer(TextLine line, LinkTarget target)
    {
        if (line.Links.Count > 0)
            return line.LooseLetters == 0 && line.Links.All(l => target.Is(l.Href) || Array.Exists(Preferences, p => l.Href.Contains(p, StringComparison.Ordinal)));
        var address = line.Text.AsSpan();
        var start = address.LastIndexOf("http", StringComparison.Ordinal);
        if (start < 0 || address[start..].Contains(' '))
            return false;
        return target.Is(line.Text[start..].TrimEnd('.', ',', ';', ')', '\'', '"', '»', '。')) && !SaysMore(address[..start]);
    }

    /// <summary>Whether a line that ends with the address has a sentence of its own before the one that points.</summary>
    private static bool SaysMore(ReadOnlySpan<char> before) => before.TrimEnd().IndexOfAny(". ", "! ", "? ") >= 0;

    private static int IndexOfAny(this ReadOnlySpan<char> text, params ReadOnlySpan<string> marks)
    {
        foreach (var mark in marks)
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0)
                return at;
        }

        return -1;
    }

    private static bool Mentions(TextLine line, LinkTarget target) =>
        line.Links.Any(l => target.Is(l.Href)) || (target.Address.Length > 0 && line.Text.Contains(target.Address, StringComparison.Ordinal));
}
