using System.Runtime.CompilerServices;
using AppCrueNotify.Composition.Links;
using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Composition.Sources;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Composition;

/// <summary>Turns a message into the push a phone shows: a pure function, remembered by content. Thread-safe.</summary>
/// <remarks>
/// Never throws, whatever the message holds, and its result is within TwinPush's limits by construction. A push depends on the
/// message's content and the site's settings alone, never on who receives it: a post to 60,000 students is composed once.
/// </remarks>
/// <param name="shortLinkKey">Secret of this installation: makes the ids of short links unguessable.</param>
/// <param name="rememberedPushes">How many composed pushes are remembered at most.</param>
/// <param name="rememberedBytes">How many bytes of text are kept to recognize them by, at most.</param>
/// <param name="onTrouble">Told when a parser failed on a message and its words were taken as plain text instead; must not throw.</param>
internal sealed class Composer(byte[] shortLinkKey, int rememberedPushes = 8192, long rememberedBytes = 48 * 1024 * 1024, Action<Message, Exception>? onTrouble = null)
{
    private readonly ConditionalWeakTable<Site, SitePlan> _plans = [];

    /// <summary>What is remembered.</summary>
    internal PushCache Cache => _cache;

    private readonly PushCache _cache = new(Math.Max(1, rememberedPushes / 2), rememberedBytes / 2);

    /// <summary>The push for a message of a site.</summary>
    public Push Compose(Message message, Site site) => Take(message, site).Push;

    /// <summary>The push for a message of a site, and what is kept of the message itself.</summary>
    public Composed Take(Message message, Site site)
    {
        if (!_plans.TryGetValue(site, out var plan))
            plan = _plans.GetValue(site, s => new SitePlan(s));
        var hash = SameContent.Hash(message, plan.Seed);
        if (_cache.TryGet(hash, message, plan, out var known))
            return known;
        var push = Fresh(message, plan);
        var composed = new Composed(push, push.Protected || !plan.KeepsOriginals ? null : OriginalMessage.Pack(message));
        _cache.Add(hash, message, plan, composed);
        return composed;
    }

    /// <summary>
    /// How the newest messages of a site would look with other settings, beside how they look now. It knows the messages that are remembered anyway, since the program started:
    /// skipped ones are not among them, and nothing is remembered for this.
    /// </summary>
    public IReadOnlyList<PreviewedMessage> Preview(Site now, Site then, int limit)
    {
        var (before, after) = (new SitePlan(now), new SitePlan(then));
        return [.. _cache.Recent(now.Id, limit).Select(m => new PreviewedMessage(m, FilterRules.ReasonToSkip(m, now.Settings), Fresh(m, before), FilterRules.ReasonToSkip(m, then.Settings), Fresh(m, after)))];
    }

    /// <summary>Composes without memory.</summary>
    internal Push Fresh(Message message, SitePlan plan)
    {
        var reading = Read(message);
        var target = LinkTargets.Of(message, reading, plan.Site.MoodleUrl);
        var lines = reading.IsVerbatim ? reading.Lines : Pointers.Removed(reading.Lines, message, target);
        var (title, text) = new Wording(message, plan, reading, string.Join('\n', lines.Select(l => l.Text))).Say(onTrouble);
        var link = LinkWriter.Write(target, plan.Site, shortLinkKey);
        return new Push
        {
            Title = TextCut.Fit(title),
            Alert = TextCut.Fit(text),
            Link = link.Link,
            CustomProperties = link.CustomProperties,
            Protected = plan.IsProtected(message),
            LinkNote = link.Note,
            ShortLink = link.Short,
        };
    }

    private Reading Read(Message message)
    {
        try
        {
            return MessageSources.Read(message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A parser gave up (Markdig refuses very deep nesting). The words are still there.
            onTrouble?.Invoke(message, e);
            return AsPlain(message);
        }
    }

    private static Reading AsPlain(Message message)
    {
        var text = MessageSources.IsConversation(message)
            ? message.SmallMessage ?? message.FullMessage ?? ""
            : message.FullMessage ?? message.SmallMessage ?? "";
        return new Reading { Lines = PlainText.Lines(text), IsVerbatim = true };
    }
}

/// <summary>A push and the message it was made from.</summary>
/// <param name="Original">As <see cref="OriginalMessage.Pack"/> makes it; null when the site keeps none, its text is protected, or it is too long.</param>
internal sealed record Composed(Push Push, byte[]? Original);

/// <summary>A message with present settings and with others.</summary>
/// <param name="SkippedNow">Why it is skipped now; null: it is sent.</param>
/// <param name="SkippedThen">Why it would be skipped; null: it would be sent.</param>
internal sealed record PreviewedMessage(Message Message, string? SkippedNow, Push Now, string? SkippedThen, Push Then)
{
    /// <summary>Whether phones would show something else.</summary>
    public bool Changes => SkippedNow != SkippedThen || Now.ContentHash() != Then.ContentHash();
}
