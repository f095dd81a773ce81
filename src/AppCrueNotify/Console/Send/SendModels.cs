using AppCrueNotify.Announcements;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Send;

/// <summary>What was sent, and where to send more.</summary>
internal sealed record SentModel(IReadOnlyList<Site> Sites, IReadOnlyList<Announcement> Announcements)
{
    public string SiteName(long id) => Sites.FirstOrDefault(s => s.Id == id)?.Name ?? "–";
}

/// <summary>An announcement being written.</summary>
internal sealed record WriteModel
{
    public required Site Site { get; init; }

    /// <summary>Goes with the form: sent twice it makes one announcement.</summary>
    public required string Form { get; init; }

    public AnnouncementText Text { get; init; } = new("", "", "");

    /// <summary>The list as it was typed or uploaded.</summary>
    public string List { get; init; } = "";

    /// <summary>When, as a browser's field has it; empty: at once.</summary>
    public string When { get; init; } = "";

    public string? Error { get; init; }

    /// <summary>Null: it was not looked at yet, or cannot be sent like this.</summary>
    public Push? Push { get; init; }

    public AliasList? Read { get; init; }
    public DateTimeOffset? At { get; init; }
}

/// <summary>One announcement and how far it is.</summary>
internal sealed record AnnouncementModel(Site Site, Announcement Announcement, IReadOnlyDictionary<RecipientState, long> Counts)
{
    public bool MayBeCancelled => Announcement.State == Announcement.Scheduled || (Announcement.State == Announcement.Stored && Counts.ContainsKey(RecipientState.Waiting));
}
