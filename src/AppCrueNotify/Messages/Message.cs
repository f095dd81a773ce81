namespace AppCrueNotify.Messages;

/// <summary>What Moodle asked: one event for one user, with Moodle's own field names and values.</summary>
/// <remarks>Texts are well-formed UTF-16 (a lone surrogate in the request has become U+FFFD) and otherwise exactly what Moodle sent.</remarks>
internal sealed record Message
{
    /// <summary>Unique per site: <c>n</c> (notifications) or <c>m</c> (messages), savedmessageid, userto id.</summary>
    public required string Key { get; init; }

    /// <summary>Frankenstyle name of the sender, such as <c>mod_forum</c>.</summary>
    public required string Component { get; init; }

    /// <summary>The component's message provider, such as <c>posts</c>.</summary>
    public required string Name { get; init; }

    public required MoodleUser UserTo { get; init; }
    public MoodleUser? UserFrom { get; init; }

    public string? Subject { get; init; }
    public string? FullMessage { get; init; }

    /// <summary>Moodle's format constant of <see cref="FullMessage"/> (0 Moodle, 1 HTML, 2 plain, 4 Markdown). Often wrong.</summary>
    public long? FullMessageFormat { get; init; }

    public string? FullMessageHtml { get; init; }
    public string? SmallMessage { get; init; }

    /// <summary>True for a notification, false for a message between people.</summary>
    public bool? Notification { get; init; }

    /// <summary>May hold HTML entities, and may be relative.</summary>
    public string? ContextUrl { get; init; }

    public string? ContextUrlName { get; init; }
    public long? CourseId { get; init; }

    /// <summary>Raw JSON, as sent.</summary>
    public string? CustomData { get; init; }

    /// <summary>Unix seconds.</summary>
    public long? TimeCreated { get; init; }

    public long? ConversationId { get; init; }

    /// <summary>1 individual, 2 group, 3 self.</summary>
    public long? ConversationType { get; init; }

    /// <summary>mod_forum only: <c>news</c>, <c>general</c>, ...</summary>
    public string? ForumType { get; init; }

    /// <summary>Whether a person wrote it to a person or a group: these go ahead of bulk.</summary>
    public bool IsPersonal => Notification != true && Component == "moodle" && Name is "instantmessage" or "messagecontactrequests";
}

/// <summary>A user of Moodle as the message names it.</summary>
internal sealed record MoodleUser
{
    public required long Id { get; init; }
    public string? FullName { get; init; }

    /// <summary>How TwinPush knows the user. Empty when the user has none.</summary>
    public string? Alias { get; init; }

    public string? Language { get; init; }
    public string? TimeZone { get; init; }
}
