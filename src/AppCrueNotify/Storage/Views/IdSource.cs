using System.Data.Common;
using System.Globalization;
using AppCrueNotify.Messages;
using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>Where a search takes its candidates from, piece by piece, newest first.</summary>
internal abstract record IdSource
{
    /// <summary>The next piece: a condition on <c>recipient r</c> with its parameters, and where the piece after it begins. No condition: there is nothing in it.</summary>
    public abstract (string? Condition, DynamicParameters Parameters, long Reached) Next(DbConnection connection, MessageFilter filter, long lowest, long before, int wanted);

    /// <summary>A key: one row a site, by its index.</summary>
    internal sealed record ByKey : IdSource
    {
        public override (string?, DynamicParameters, long) Next(DbConnection connection, MessageFilter filter, long lowest, long before, int wanted)
        {
            var parameters = new DynamicParameters();
            parameters.Add("key", filter.Key);
            parameters.Add("before", before);
            if (filter.Sites is { } sites)
                return ($"r.key = @key AND r.site_id IN {SqlList.Of(sites)} AND r.id < @before", parameters, lowest);
            return ("r.key = @key AND r.site_id IN (SELECT id FROM site) AND r.id < @before", parameters, lowest);
        }
    }

    /// <summary>Everything, a window of ids at a time.</summary>
    internal sealed record Windows(int Size) : IdSource
    {
        public override (string?, DynamicParameters, long) Next(DbConnection connection, MessageFilter filter, long lowest, long before, int wanted)
        {
            var from = Math.Max(lowest, before - Size);
            var parameters = new DynamicParameters();
            parameters.Add("before", before);
            parameters.Add("lowest", from);
            return ("r.id < @before AND r.id >= @lowest", parameters, from);
        }
    }

    /// <summary>What ended without being sent: one walk of the index for each site and state that has any.</summary>
    /// <param name="Extra">How many more than wanted to look at, when not every one fits.</param>
    internal sealed record Unsent(IReadOnlyList<(long Site, RecipientState State)> Parts, int Extra) : IdSource
    {
        // SQLite joins at most 500 questions to one.
        private const int Together = 100;
        private const int Longest = 1000;

        public override (string?, DynamicParameters, long) Next(DbConnection connection, MessageFilter filter, long lowest, long before, int wanted)
        {
            // A list of ids in a statement: a thousand cost little, ten thousand do not.
            var size = Math.Min(wanted, Longest) + Extra;
            var ids = Parts.Chunk(Together).SelectMany(parts => connection.Query<long>(Walks(parts), new { before, lowest, size })).OrderDescending().Take(size).ToList();
            return ids.Count == 0 ? (null, new(), lowest) : ($"r.id IN {SqlList.Of(ids)}", new(), ids.Count < size ? lowest : ids[^1]);
        }

        /// <summary>Numbers and words of our own alone stand in the text.</summary>
        public static string Walks(IEnumerable<(long Site, RecipientState State)> parts) => string.Join(" UNION ALL ", parts.Select((part, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT id FROM (SELECT id FROM recipient WHERE site_id = {part.Site} AND state = '{part.State.Word()}' AND {UnsentStates.Condition} AND id < @before AND id >= @lowest ORDER BY id DESC LIMIT @size) AS w{i}")));
    }
}
