using System.Data.Common;
using System.Globalization;
using Dapper;

namespace AppCrueNotify.Storage.Restored;

/// <summary>
/// What a backup brings back. The gateway went on after the backup was taken, so nobody knows which of its waiting messages were sent since:
/// they are held until a person decides. Safe for concurrent use.
/// </summary>
internal sealed class RestoredHistory(IDatabase database)
{
    private const int Round = 2000;

    /// <summary>Holds everything that waits or is being sent, and ends every attempt and inquiry. For a database that no gateway uses, in the caller's transaction.</summary>
    /// <param name="backupAt">The moment of the backup.</param>
    /// <returns>How many messages are held.</returns>
    public static int Hold(DbConnection connection, DateTimeOffset backupAt, DateTimeOffset now)
    {
        var at = backupAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var moment = new { now = now.ToUnixTimeMilliseconds(), at = backupAt.ToUnixTimeMilliseconds(), reason = $"from the backup of {at} UTC: whether it was sent since is not known" };
        var held = connection.Execute(Text("hold-recipients"), moment);
        connection.Execute(Text("end-returns"));
        var over = new { moment.now, reason = $"it was under way in the backup of {at} UTC" };
        connection.Execute(Text("end-attempts"), over);
        connection.Execute(Text("end-inquiries"), over);
        return held;
    }

    /// <summary>What is still held, for each site that has such messages.</summary>
    public Task<IReadOnlyList<RestoredMessages>> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RestoredMessages>>(
            connection => [.. connection.Query<(long Site, long Count, long At)>(Text("count-restored")).Select(r => new RestoredMessages(r.Site, r.Count, DateTimeOffset.FromUnixTimeMilliseconds(r.At)))],
            cancellationToken);

    /// <summary>Sends a site's held messages, as far as their time has not run out.</summary>
    public async Task<ReleasedMessages> ReleaseAsync(long siteId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var total = new ReleasedMessages(0, 0);
        while (true)
        {
            var states = await database.WriteAsync(
                connection => connection.Query<string>(Text("release-restored"), new { site = siteId, now = now.ToUnixTimeMilliseconds(), limit = Round }).AsList(), cancellationToken);
            var waiting = states.Count(s => s == "waiting");
            total = new(total.Waiting + waiting, total.Expired + states.Count - waiting);
            if (states.Count < Round)
                return total;
        }
    }

    /// <summary>Ends a site's held messages unsent.</summary>
    /// <returns>How many.</returns>
    public async Task<int> CancelAsync(long siteId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var cancelled = await database.WriteAsync(
                connection => connection.Execute(Text("cancel-restored"), new { site = siteId, now = now.ToUnixTimeMilliseconds(), limit = Round }), cancellationToken);
            total += cancelled;
            if (cancelled < Round)
                return total;
        }
    }

    private static string Text(string name)
    {
        using var stream = typeof(RestoredHistory).Assembly.GetManifestResourceStream($"AppCrueNotify.Storage.Restored.{name}.sql")
            ?? throw new InvalidOperationException($"The statement '{name}' is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A site's messages that are held since a restore.</summary>
/// <param name="BackupAt">When the backup they come from was taken.</param>
internal sealed record RestoredMessages(long SiteId, long Count, DateTimeOffset BackupAt);

/// <summary>What a release did.</summary>
/// <param name="Waiting">They are sent now.</param>
/// <param name="Expired">Their time had run out.</param>
internal sealed record ReleasedMessages(int Waiting, int Expired);
