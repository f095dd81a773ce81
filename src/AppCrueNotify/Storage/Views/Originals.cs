using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>Reads what is kept of Moodle's own message beside a push. Nothing else reads it.</summary>
internal sealed class Originals(IDatabase database)
{
    /// <summary>Of the push that a message became; null when it has none.</summary>
    public Task<KeptOriginal?> FindAsync(long siteId, long id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(
            "SELECT p.original AS Packed, p.created_at AS MadeAt, p.protected AS Protected FROM recipient r JOIN push p ON p.id = r.push_id WHERE r.id = @id AND r.site_id = @siteId", new { id, siteId }) is { } row
            ? new KeptOriginal(row.Packed, DateTimeOffset.FromUnixTimeMilliseconds(row.MadeAt), row.Protected != 0)
            : null, cancellationToken);

    private sealed record Row
    {
        public byte[]? Packed { get; init; }
        public long MadeAt { get; init; }
        public long Protected { get; init; }
    }
}

/// <summary>What is kept beside a push.</summary>
/// <param name="Packed">The message of the first who got the push; null when nothing is kept.</param>
/// <param name="MadeAt">When the push was first made.</param>
/// <param name="Protected">Whether its text is only for the phone.</param>
internal sealed record KeptOriginal(byte[]? Packed, DateTimeOffset MadeAt, bool Protected);
