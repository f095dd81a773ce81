using AppCrueNotify.Composition;
using AppCrueNotify.Composition.Sources;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Announcements;

/// <summary>The words of an announcement, as typed.</summary>
/// <param name="Link">An address, absolute or below Moodle's; empty: none.</param>
internal sealed record AnnouncementText(string Title, string Text, string Link)
{
    /// <summary>Characters that may be typed; what phones show is cut to TwinPush's limits.</summary>
    public const int Longest = 2000;

    public bool IsComplete => !string.IsNullOrWhiteSpace(Title) && !string.IsNullOrWhiteSpace(Text) && Title.Length <= Longest && Text.Length <= Longest && Link.Length <= Longest;

    /// <summary>What phones will show, by the same rules as every message.</summary>
    public Push Compose(Composer composer, Site site) => composer.Compose(
        new()
        {
            Key = Announced.Component,
            Component = Announced.Component,
            Name = Announced.Component,
            Subject = Title,
            FullMessage = Text,
            Notification = true,
            ContextUrl = Link,
            UserTo = new() { Id = 0 },
        },
        site);
}
