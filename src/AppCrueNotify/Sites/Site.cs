using System.Text;

namespace AppCrueNotify.Sites;

/// <summary>One Moodle and its TwinPush app: credentials and settings.</summary>
internal sealed record Site
{
    public required long Id { get; init; }

    /// <summary>Unique, as the admin typed it.</summary>
    public required string Name { get; init; }

    /// <summary>Moodle's address (its <c>wwwroot</c>), absolute, without a slash at the end; may have a path.</summary>
    public required string MoodleUrl { get; init; }

    /// <summary>TwinPush's application id.</summary>
    public required string AppId { get; init; }

    /// <summary>TwinPush's API base, up to and including <c>/api/v2</c>.</summary>
    public required Uri TwinPushUrl { get; init; }

    /// <summary>Creates and deletes notifications.</summary>
    public required string CreatorKey { get; init; }

    /// <summary>Reads reports and devices; null when the university has none.</summary>
    public string? ApiToken { get; init; }

    public SiteSettings Settings { get; init; } = SiteSettings.Default;

    /// <summary>Why nothing is sent, in words for the admin; null while the site works.</summary>
    public string? PauseReason { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    // Credentials never reach a log or an exception by way of ToString.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Name = ").Append(Name);
        return true;
    }
}
