using System.Data.Common;
using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>Finds the ids of a time by halving: ids grow with the time of intake, but for requests that overtook each other on the way to the database.</summary>
internal static class IdTimes
{
    private static readonly TimeSpan Overtaking = TimeSpan.FromMinutes(2);

    /// <summary>Ids from the first on and below the second cover everything taken in that time.</summary>
    public static (long Lowest, long Highest) Bounds(DbConnection connection, DateTimeOffset? from, DateTimeOffset? until)
    {
        var (first, last) = connection.QuerySingle<(long?, long?)>("SELECT (SELECT min(id) FROM recipient), (SELECT max(id) FROM recipient)");
        if (first is not { } low || last is not { } high)
            return (0, 0);
        return (
            from is { } start ? FirstTakenAfter(connection, start - Overtaking, low, high) : low,
            until is { } end ? FirstTakenAfter(connection, end + Overtaking, low, high) : high + 1);
    }

    /// <summary>When the message with this id, or the next one there is, was taken.</summary>
    public static DateTimeOffset? AtOrAfter(DbConnection connection, long id) =>
        connection.QuerySingleOrDefault<long?>("SELECT created_at FROM recipient WHERE id >= @id ORDER BY id LIMIT 1", new { id }) is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    private static long FirstTakenAfter(DbConnection connection, DateTimeOffset time, long low, long high)
    {
        high++;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (AtOrAfter(connection, middle) is { } at && at < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
