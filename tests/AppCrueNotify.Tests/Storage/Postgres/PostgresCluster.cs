using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace AppCrueNotify.Tests.Storage.Postgres;

/// <summary>
/// A PostgreSQL server of its own: Debian's programs, a new data directory, a free port of the loopback. It is stopped and deleted with this object, and also
/// when this process dies in any way: a shell that reads from us sees the end of its input.
/// </summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Account = "postgres";

    // Stops the server when our end of its input is closed, then removes what it wrote.
    private const string Guard = """
        "$@" >"$LOG" 2>&1 </dev/null &
        server=$!
        cat >/dev/null
        kill -INT $server 2>/dev/null
        wait $server
        [ -n "$KEEP" ] || rm -rf "$ROOT"
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("acn-postgres-").FullName;
    private readonly IReadOnlyList<string> _settings;
    private Process? _guard;

    private PostgresCluster(int port, IReadOnlyList<string> settings) => (Port, _settings) = (port, settings);

    /// <summary>For tests that no crash of the machine concerns: nothing is forced to the disk. A server that is stopped at once loses nothing, because the system keeps what was written.</summary>
    public static IReadOnlyList<string> NothingForced { get; } = ["fsync=off", "full_page_writes=off"];

    public int Port { get; }

    private string Data => Path.Combine(_root, "data");
    private string Log => Path.Combine(_root, "server.log");

    /// <param name="settings">What is different from PostgreSQL's defaults, as NAME=VALUE.</param>
    public static async Task<PostgresCluster> StartNewAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var cluster = new PostgresCluster(FreePort(), settings);
        try
        {
            if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
                await RunAsync("chown", [Account, cluster._root], cancellationToken);
            await RunAsync(AsAccount, [Program("initdb"), "-D", cluster.Data, "-U", Account, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellationToken);
            await cluster.StartAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach a database of it.</summary>
    public string Connection(string database) => $"Host=127.0.0.1;Port={Port};Username={Account};Database={database};Include Error Detail=true";

    /// <summary>Starts the server; it answers when this returns.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        start.Environment["LOG"] = Log;
        start.Environment["ROOT"] = _root;
        foreach (var argument in (string[])
            ["-c", Guard, "sh", .. AsAccount, Program("postgres"), "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", "", .. ((string[])["max_connections=300", .. _settings]).SelectMany(s => (string[])["-c", s])])
            start.ArgumentList.Add(argument);
        _guard = Process.Start(start)!;
        while (!await AnswersAsync(cancellationToken))
        {
            if (_guard.HasExited)
                throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(Log, cancellationToken)}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Stops the server and cuts its connections; <see cref="StartAsync"/> goes on with the same data.</summary>
    /// <param name="crash">At once and without a checkpoint, as in a crash; recovery follows at the next start.</param>
    public async Task StopAsync(bool crash, CancellationToken cancellationToken)
    {
        await RunAsync(AsAccount, [Program("pg_ctl"), "-D", Data, "-m", crash ? "immediate" : "fast", "-w", "stop"], cancellationToken);
        // The guard still waits for us; its server is gone, and it must leave the data alone.
        _guard!.Kill(entireProcessTree: true);
        await _guard.WaitForExitAsync(cancellationToken);
        _guard.Dispose();
        _guard = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_guard is { } guard)
        {
            guard.StandardInput.Close();
            await guard.WaitForExitAsync(CancellationToken.None);
            guard.Dispose();
        }

        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{Connection(Account)};Pooling=false;Timeout=5");
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            // Not yet: the caller asks again.
            return false;
        }
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsAccount => Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--init-groups"] : ["env"];

    private static string Program(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin", name)).Where(File.Exists).Order(StringComparer.Ordinal).Last();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunAsync(string[] before, string[] words, CancellationToken cancellationToken) => RunAsync(before[0], [.. before[1..], .. words], cancellationToken);

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}");
    }
}
