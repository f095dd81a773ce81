using System.Data.Common;
using AppCrueNotify.Messages;
using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>
/// Finds messages, newest first, without an index that intake would pay for: windows of ids are looked through until the page is full or the time is over,
/// and the answer says how far it got. Safe for concurrent use.
/// </summary>
internal sealed class MessageSearch(IDatabase database, TimeProvider time)
{
    /// <summary>How long a page may look; the piece it is at is finished.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    private const string Columns =
        "r.id, r.site_id AS SiteId, r.key, r.user_id AS UserId, r.alias, r.component, r.name, r.course_id AS CourseId, r.state, r.reason, r.state_at AS StateAt, r.created_at AS TakenAt";

    /// <summary>A page.</summary>
    /// <param name="before">Where the page before ended; null: begin with the newest.</param>
    /// <param name="texts">Whether title and alert are read at all.</param>
    public async Task<FoundPage> PageAsync(MessageFilter filter, long? before, int limit, bool texts, CancellationToken cancellationToken)
    {
        var (ids, next) = await IdsAsync(filter, before, limit, cancellationToken);
        return await database.ReadAsync(connection =>
        {
            var rows = ids.Count == 0 ? [] : connection.Query<Row>(
                texts
                    ? $"SELECT {Columns}, p.title, p.alert FROM recipient r LEFT JOIN push p ON p.id = r.push_id WHERE r.id IN {SqlList.Of(ids)} ORDER BY r.id DESC"
                    : $"SELECT {Columns} FROM recipient r WHERE r.id IN {SqlList.Of(ids)} ORDER BY r.id DESC").Select(r => r.Message()).ToList();
            return new FoundPage(rows, next, next is { } reached ? IdTimes.AtOrAfter(connection, reached) : null);
        }, cancellationToken);
    }

    /// <summary>One message; null when the site has none of that id.</summary>
    public Task<FoundMessage?> FindAsync(long siteId, long id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM recipient r WHERE r.id = @id AND r.site_id = @siteId", new { id, siteId })?.Message(), cancellationToken);

    /// <summary>How many fit, as far as a page may look.</summary>
    /// <returns>The number, and whether there are more.</returns>
    public async Task<(long Count, bool More)> CountAsync(MessageFilter filter, int most, CancellationToken cancellationToken)
    {
        if (filter.OnlyStates && filter.States.Count > 0)
            return ((await new Tallies(database).NowAsync(filter.Sites, cancellationToken)).Where(t => filter.States.Contains(t.State)).Sum(t => t.Count), false);
        var found = await IdsAsync(filter, null, most, cancellationToken);
        return (found.Ids.Count, found.Next is not null);
    }

    /// <summary>The ids of a piece; for actions that concern everything that fits, again and again until <see cref="FoundIds.Next"/> is null.</summary>
    public async Task<FoundIds> IdsAsync(MessageFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        if (filter.Sites is { Count: 0 })
            return new([], null);
        var started = time.GetTimestamp();
        var (lowest, highest) = await database.ReadAsync(connection => IdTimes.Bounds(connection, filter.From, filter.Until), cancellationToken);
        var cursor = Math.Min(before ?? long.MaxValue, highest);
        var found = new List<long>();
        var source = await SourceAsync(filter, cancellationToken);
        var texts = filter.Text is null ? null : new TextJudge(filter.Text);
        while (cursor > lowest)
        {
            var from = cursor;
            var (ids, reached) = await database.ReadAsync(connection => Piece(connection, filter, source, texts, lowest, from, limit + 1 - found.Count), cancellationToken);
            found.AddRange(ids);
            cursor = reached;
            if (found.Count > limit)
                return new(found[..limit], found[limit - 1]);
            if (time.GetElapsedTime(started) > Patience && cursor > lowest)
                return new(found, cursor);
        }

        return new(found, null);
    }

    private async Task<IdSource> SourceAsync(MessageFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Key is not null)
            return new IdSource.ByKey();
        if (filter.States.Count == 0 || !filter.States.All(UnsentStates.Has))
            return new IdSource.Windows(filter.Text is null ? 10_000 : 2000);
        // Only those of which there are any: as many walks of the index as this.
        var counted = await new Tallies(database).NowAsync(filter.Sites, cancellationToken);
        return new IdSource.Unsent([.. counted.Where(c => filter.States.Contains(c.State)).Select(c => (c.SiteId, c.State))], filter.OnlyStates ? 0 : 1000);
    }

    /// <summary>The ids of a piece that fit, and where the next one begins.</summary>
    private static (List<long> Ids, long Reached) Piece(DbConnection connection, MessageFilter filter, IdSource source, TextJudge? texts, long lowest, long before, int wanted)
    {
        var (candidates, parameters, reached) = source.Next(connection, filter, lowest, before, wanted);
        if (candidates is null)
            return ([], reached);
        var where = $"{candidates} {FilterSql.Of(filter, parameters)}";
        if (texts is null)
        {
            parameters.Add("wanted", wanted);
            return (connection.Query<long>($"SELECT r.id FROM recipient r WHERE {where} ORDER BY r.id DESC LIMIT @wanted", parameters).AsList(), reached);
        }

        var rows = connection.Query<(long Id, long Push)>($"SELECT r.id, r.push_id FROM recipient r WHERE {where} AND r.push_id IS NOT NULL ORDER BY r.id DESC", parameters).AsList();
        texts.Judge(connection, rows.Select(r => r.Push));
        return ([.. rows.Where(r => texts.Fits(r.Push)).Select(r => r.Id).Take(wanted)], reached);
    }

    /// <summary>A row as Dapper reads it.</summary>
    private sealed class Row
    {
        public long Id { get; init; }
        public long SiteId { get; init; }
        public string Key { get; init; } = "";
        public long UserId { get; init; }
        public string Alias { get; init; } = "";
        public string Component { get; init; } = "";
        public string Name { get; init; } = "";
        public long? CourseId { get; init; }
        public string State { get; init; } = "";
        public string Reason { get; init; } = "";
        public long StateAt { get; init; }
        public long TakenAt { get; init; }
        public string? Title { get; init; }
        public string? Alert { get; init; }

        public FoundMessage Message() => new()
        {
            Id = Id,
            SiteId = SiteId,
            Key = Key,
            UserId = UserId,
            Alias = Alias,
            Component = Component,
            Name = Name,
            CourseId = CourseId,
            State = RecipientStates.Parse(State),
            Reason = Reason,
            StateAt = DateTimeOffset.FromUnixTimeMilliseconds(StateAt),
            TakenAt = DateTimeOffset.FromUnixTimeMilliseconds(TakenAt),
            Title = Title,
            Alert = Alert,
        };
    }
}
