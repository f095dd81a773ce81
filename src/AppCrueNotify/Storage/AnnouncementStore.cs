using System.Globalization;
using System.Text.Json;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage.Shared;
using Dapper;

namespace AppCrueNotify.Storage;

/// <summary>Announcements on their way from the console to the queue. Safe for concurrent use.</summary>
internal sealed class AnnouncementStore(IDatabase database)
{
    /// <summary>Keeps an announcement until it is due.</summary>
    /// <returns>Its id, and whether it is new: a form that comes twice gives the first one's id.</returns>
    public Task<(long Id, bool New)> AddAsync(NewAnnouncement announcement, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(connection =>
    {
        var added = connection.Execute(SharedSql.InsertAnnouncement, new
        {
            Site = announcement.SiteId,
            announcement.Form,
            announcement.Title,
            announcement.Text,
            announcement.Link,
            People = announcement.Aliases.Count,
            Aliases = JsonSerializer.Serialize([.. announcement.Aliases], StorageJson.Default.ListString),
            DueAt = announcement.DueAt.ToUnixTimeMilliseconds(),
            Now = now.ToUnixTimeMilliseconds(),
            announcement.CreatedBy,
        });
        return (connection.QuerySingle<long>(SharedSql.SelectAnnouncementOfForm, new { Site = announcement.SiteId, announcement.Form }), added == 1);
    }, cancellationToken);

    /// <summary>The newest of some sites.</summary>
    public Task<IReadOnlyList<Announcement>> ListAsync(IReadOnlyCollection<long> sites, int limit, CancellationToken cancellationToken) => sites.Count == 0
        ? Task.FromResult<IReadOnlyList<Announcement>>([])
        : database.ReadAsync<IReadOnlyList<Announcement>>(connection => [.. connection.Query<Row>(SharedSql.SelectAnnouncements, new { Sites = sites, Limit = limit }).Select(r => r.Announcement)], cancellationToken);

    /// <summary>One of a site; null: it has none of that id.</summary>
    public Task<Announcement?> FindAsync(long siteId, long id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(SharedSql.SelectAnnouncement, new { Site = siteId, Id = id })?.Announcement, cancellationToken);

    /// <summary>Those that should be messages by now, with their aliases.</summary>
    public Task<IReadOnlyList<(Announcement Announcement, IReadOnlyList<string> Aliases)>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(Announcement, IReadOnlyList<string>)>>(
            connection => [.. connection.Query<Row>(SharedSql.SelectDueAnnouncements, new { Now = now.ToUnixTimeMilliseconds(), Limit = limit })
                .Select(r => (r.Announcement, (IReadOnlyList<string>)(JsonSerializer.Deserialize(r.Aliases ?? "[]", StorageJson.Default.ListString) ?? [])))],
            cancellationToken);

    /// <summary>All its people are messages, or never will be.</summary>
    public Task<bool> EndAsync(long id, bool stored, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(SharedSql.EndAnnouncement, new { Id = id, State = stored ? Announcement.Stored : Announcement.Cancelled, Now = now.ToUnixTimeMilliseconds() }) == 1, cancellationToken);

    public Task<bool> IsCancelledAsync(long id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<string>(SharedSql.SelectAnnouncementState, new { Id = id }) is null or Announcement.Cancelled, cancellationToken);

    /// <summary>Ends an announcement. What of it is in the queue already is cancelled by <see cref="IOperatorStore.CancelAsync"/>.</summary>
    /// <returns>False: there is no such announcement, or it was cancelled before.</returns>
    public Task<bool> CancelAsync(long siteId, long id, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(SharedSql.CancelAnnouncement, new { Id = id, Site = siteId, Now = now.ToUnixTimeMilliseconds() }) == 1, cancellationToken);

    /// <summary>How far its messages are.</summary>
    public Task<IReadOnlyDictionary<RecipientState, long>> CountsAsync(long siteId, long id, CancellationToken cancellationToken)
    {
        var (from, upto) = Announcement.Keys(id);
        return database.ReadAsync<IReadOnlyDictionary<RecipientState, long>>(
            connection => connection.Query<(string State, long Number)>(SharedSql.CountAnnounced, new { Site = siteId, From = from, Upto = upto }).ToDictionary(c => RecipientStates.Parse(c.State), c => c.Number),
            cancellationToken);
    }

    /// <summary>Forgets what ended before.</summary>
    public Task<int> ForgetAsync(long siteId, DateTimeOffset before, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(SharedSql.DeleteAnnouncements, new { Site = siteId, Before = before.ToUnixTimeMilliseconds() }), cancellationToken);

    private sealed record Row
    {
        public long Id { get; init; }
        public long SiteId { get; init; }
        public string Title { get; init; } = "";
        public string Text { get; init; } = "";
        public string Link { get; init; } = "";
        public long People { get; init; }
        public long DueAt { get; init; }
        public string State { get; init; } = "";
        public long CreatedAt { get; init; }
        public string CreatedBy { get; init; } = "";
        public string? Aliases { get; init; }

        public Announcement Announcement => new(Id, SiteId, Title, Text, Link, People, DateTimeOffset.FromUnixTimeMilliseconds(DueAt), State, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), CreatedBy);
    }
}

/// <summary>An announcement to be kept.</summary>
internal sealed record NewAnnouncement
{
    public required long SiteId { get; init; }

    /// <summary>Unique per filled-in form.</summary>
    public required string Form { get; init; }

    public required string Title { get; init; }
    public required string Text { get; init; }
    public required string Link { get; init; }
    public required IReadOnlyList<string> Aliases { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Who sent it, by name.</summary>
    public required string CreatedBy { get; init; }
}

/// <summary>An announcement as it is kept.</summary>
/// <param name="State"><see cref="Scheduled"/>, <see cref="Stored"/> or <see cref="Cancelled"/>.</param>
internal sealed record Announcement(long Id, long SiteId, string Title, string Text, string Link, long People, DateTimeOffset DueAt, string State, DateTimeOffset CreatedAt, string CreatedBy)
{
    public const string Scheduled = "scheduled";
    public const string Stored = "stored";
    public const string Cancelled = "cancelled";

    /// <summary>The key of its message to the person of that number.</summary>
    public static string Key(long id, int number) => string.Create(CultureInfo.InvariantCulture, $"a:{id}:{number}");

    /// <summary>Where the keys of its messages begin, and what is behind them all.</summary>
    public static (string From, string Upto) Keys(long id) => (string.Create(CultureInfo.InvariantCulture, $"a:{id}:"), string.Create(CultureInfo.InvariantCulture, $"a:{id};"));
}
