using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>A connection string with what the gateway needs of its connections; what the operator wrote is kept.</summary>
internal static class PostgresAddress
{
    // The gateway's statements each have an index made for them. Right after an upgrade or a burst the planner's statistics are empty or
    // old and it would choose to read whole tables; so it is told beforehand, and plans once for each prepared statement.
    private const string Planning = "-c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan -c jit=off";
    private const int Pool = 20;
    private const int Prepared = 200;

    /// <exception cref="StoreUnavailableException">It is no connection string.</exception>
    public static string Complete(string connection)
    {
        var given = Parse(connection);
        if (!Said(given, "Application Name"))
            given.ApplicationName = "appcrue-notify";
        if (!Said(given, "Maximum Pool Size"))
            given.MaxPoolSize = Pool;
        if (!Said(given, "Max Auto Prepare"))
            given.MaxAutoPrepare = Prepared;
        if (!Said(given, "Auto Prepare Min Usages"))
            given.AutoPrepareMinUsages = 2;
        if (!Said(given, "Timeout"))
            given.Timeout = 5;
        if (!Said(given, "Keepalive"))
            given.KeepAlive = 15;
        if (given.Host!.Contains(',', StringComparison.Ordinal) && !Said(given, "Target Session Attributes"))
            given.TargetSessionAttributes = "read-write";
        given.Options = $"{Planning} {given.Options}".TrimEnd();
        return given.ToString();
    }

    /// <summary>Where it leads, without anything secret.</summary>
    public static string Server(string connection)
    {
        var given = Parse(connection);
        return $"{given.Host}:{given.Port}, database {given.Database ?? given.Username}";
    }

    // What stands in the string, not what is the default.
    private static bool Said(NpgsqlConnectionStringBuilder builder, string keyword) => builder.ShouldSerialize(keyword);

    private static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection);
            return string.IsNullOrWhiteSpace(builder.Host) ? throw new ArgumentException("it names no Host") : builder;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StoreUnavailableException($"The database's connection string cannot be read: {e.Message}. Write it like Host=db.example.edu;Database=appcrue;Username=appcrue;Password=...", TimeSpan.FromSeconds(30), e);
        }
    }
}
