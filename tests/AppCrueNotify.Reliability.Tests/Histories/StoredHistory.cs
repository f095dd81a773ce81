using System.Data.Common;
using System.Globalization;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Reliability.Tests.Histories;

/// <summary>Reads a run's history from the gateway's database; the statements are the same on both databases.</summary>
internal static class StoredHistory
{
    public static Task<(IReadOnlyList<StoredMessage> Messages, IReadOnlyList<StoredAttempt> Attempts)> ReadAsync(IDatabase database, CancellationToken cancellationToken) =>
        database.ReadAsync(Read, cancellationToken);

    public static (IReadOnlyList<StoredMessage> Messages, IReadOnlyList<StoredAttempt> Attempts) Read(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, site_id, key, user_id, alias, state, reason, earlier_attempts, attempt_id FROM recipient ORDER BY id";
        var messages = new List<StoredMessage>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                long? attempt = rows.IsDBNull(8) ? null : rows.GetInt64(8);
                var earlier = rows.GetString(7).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => long.Parse(a, CultureInfo.InvariantCulture));
                messages.Add(new(rows.GetInt64(0), new(rows.GetInt64(1), rows.GetString(2)), rows.GetInt64(3), rows.GetString(4), RecipientStates.Parse(rows.GetString(5)), rows.GetString(6),
                    [.. earlier, .. attempt is { } last ? new[] { last } : []], attempt));
            }
        }

        using var second = connection.CreateCommand();
        second.CommandText = "SELECT id, tag, state, posting_at, status, repeat_possible FROM attempt ORDER BY id";
        var attempts = new List<StoredAttempt>();
        using (var rows = second.ExecuteReader())
        {
            while (rows.Read())
                attempts.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetString(2), !rows.IsDBNull(3), rows.IsDBNull(4) ? null : rows.GetInt32(4), rows.GetInt64(5) != 0));
        }

        return (messages, attempts);
    }
}
