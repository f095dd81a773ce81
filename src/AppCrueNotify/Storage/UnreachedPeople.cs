using System.Runtime.CompilerServices;
using AppCrueNotify.Storage.Shared;
using Dapper;

namespace AppCrueNotify.Storage;

/// <summary>Who has no app: aliases (folded, <see cref="AliasFold"/>) whose kept messages are undeliverable. Read in pieces by key, however many there are.</summary>
internal sealed class UnreachedPeople(IDatabase database)
{
    private const int Piece = 1000;

    /// <summary>Some of them in the order of their aliases.</summary>
    /// <param name="after">The alias that the piece before ended with; null: from the beginning.</param>
    public Task<IReadOnlyList<UnreachedPerson>> PageAsync(long siteId, string? after, int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<UnreachedPerson>>(
        connection => [.. connection.Query<(string Alias, long Messages, long LastAt)>(SharedSql.SelectUnreachedPeople, new { Site = siteId, After = after ?? "", Limit = limit })
            .Select(p => new UnreachedPerson(p.Alias, p.Messages, DateTimeOffset.FromUnixTimeMilliseconds(p.LastAt)))],
        cancellationToken);

    /// <summary>All of them.</summary>
    public async IAsyncEnumerable<UnreachedPerson> AllAsync(long siteId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        while (await PageAsync(siteId, after, Piece, cancellationToken) is { Count: > 0 } piece)
        {
            foreach (var person in piece)
                yield return person;
            after = piece[^1].Alias;
        }
    }
}

/// <summary>Somebody whom pushes do not reach.</summary>
/// <param name="Messages">How many of the kept messages reached nobody.</param>
/// <param name="LastAt">When the newest of them was found undeliverable.</param>
internal sealed record UnreachedPerson(string Alias, long Messages, DateTimeOffset LastAt);
