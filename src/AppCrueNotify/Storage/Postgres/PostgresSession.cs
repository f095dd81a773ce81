using System.Data.Common;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>A connection for one piece of work. Not safe for concurrent use.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection)
{
    /// <summary>For statements that both databases share.</summary>
    public DbConnection Connection => connection;

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public async Task<int> RunAsync(Sql sql, (string Name, object? Value)[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Text, connection);
        Bind(command.Parameters, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a query and maps its rows.</summary>
    public async Task<List<T>> QueryAsync<T>(Sql sql, Func<NpgsqlDataReader, T> map, (string Name, object? Value)[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Text, connection);
        Bind(command.Parameters, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(map(reader));
        return rows;
    }

    /// <summary>Sends statements together and waits once; without a transaction around them they are one.</summary>
    /// <returns>For each statement that gives rows, its rows; in their order.</returns>
    public async Task<List<List<T>>> QueryTogetherAsync<T>(IReadOnlyList<(Sql Sql, (string Name, object? Value)[] Parameters)> statements, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (sql, parameters) in statements)
        {
            var command = new NpgsqlBatchCommand(sql.Text);
            Bind(command.Parameters, sql, parameters);
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new List<List<T>>();
        do
        {
            if (reader.FieldCount == 0)
                continue;
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(map(reader));
            results.Add(rows);
        }
        while (await reader.NextResultAsync(cancellationToken));
        return results;
    }

    private static void Bind(NpgsqlParameterCollection collection, Sql sql, (string Name, object? Value)[] parameters)
    {
        if (parameters.Length != sql.Names.Count)
            throw new InvalidOperationException($"The statement '{sql.Name}' has {sql.Names.Count} parameters and got {parameters.Length}.");
        foreach (var name in sql.Names)
        {
            var given = Array.FindIndex(parameters, p => p.Name == name);
            if (given < 0)
                throw new InvalidOperationException($"The statement '{sql.Name}' did not get {name}.");
            collection.Add(new NpgsqlParameter { Value = PostgresRow.Value(parameters[given].Value) });
        }
    }
}
