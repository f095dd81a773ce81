using AppCrueNotify.Composition.Sources;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage.Views;

namespace AppCrueNotify.Console.Messages;

/// <summary>Moodle's own message as the page shows it, or why it cannot.</summary>
/// <param name="Message">Null: it is not kept.</param>
/// <param name="Why">A word of <c>Original.*</c> that says why not.</param>
internal sealed record OriginalShown(OriginalMessage? Message, string Why = "")
{
    /// <summary>Decides what is shown.</summary>
    /// <param name="component">Announcements are written here: Moodle never sent any.</param>
    public static OriginalShown Of(KeptOriginal kept, string component, SiteSettings settings, DateTimeOffset now) => kept switch
    {
        { Packed: { } packed } => new(OriginalMessage.Unpack(packed)),
        { Protected: true } => new(null, "protected"),
        _ when component == Announced.Component => new(null, "announced"),
        _ when settings.KeepOriginals == TimeSpan.Zero => new(null, "off"),
        _ when kept.MadeAt + settings.KeepOriginals < now => new(null, "over"),
        _ => new(null, "never"),
    };
}
