using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>Looks into the database of a gateway that does not run.</summary>
internal static class OpenAttempts
{
    public static Task<List<string>> OfAsync(string directory) =>
        QueryAsync(directory, "SELECT state || ' ' || tag FROM attempt WHERE state IN ('claimed', 'posting') UNION ALL SELECT 'recipient ' || key FROM recipient WHERE state = 'sending'");

    public static async Task<List<string>> QueryAsync(string directory, string sql)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "appcrue-notify.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(reader.GetString(0));
        return rows;
    }
}
