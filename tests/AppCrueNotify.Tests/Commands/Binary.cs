using System.Collections.Concurrent;
using System.Diagnostics;
using AppCrueNotify.Commands;

namespace AppCrueNotify.Tests.Commands;

/// <summary>The real program as a child process, with a hard end: nothing outlives its test.</summary>
internal sealed class Binary : IAsyncDisposable
{
    private static readonly TimeSpan HardLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly CancellationTokenSource _limit;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Task<string> _errors;
    private readonly Task _reading;

    private Binary(Process process)
    {
        _process = process;
        _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _limit.CancelAfter(HardLimit);
        _limit.Token.Register(Kill);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _reading = ReadAsync();
    }

    /// <summary>Runs to the end.</summary>
    public static Task<Finished> RunAsync(params string[] arguments) => RunAsync(arguments, input: null);

    public static async Task<Finished> RunAsync(string[] arguments, string? input, string? temporary = null, params IEnumerable<(string Name, string Value)> environment)
    {
        await using var binary = Start(arguments, input, temporary, environment);
        return await binary.EndAsync();
    }

    public static Binary Start(params string[] arguments) => Start(arguments, input: null, temporary: null);

    /// <summary>Starts it in a directory of the test's own, as a service manager starts it in the root.</summary>
    public static Binary StartIn(string directory, params string[] arguments) => Start(arguments, input: null, temporary: null, directory, []);

    /// <param name="input">Standard input; null closes it.</param>
    /// <param name="temporary">The directory for temporary files; null for the system's.</param>
    /// <param name="environment">Variables beside the test's own.</param>
    public static Binary Start(string[] arguments, string? input, string? temporary, params IEnumerable<(string Name, string Value)> environment) =>
        Start(arguments, input, temporary, AppContext.BaseDirectory, environment);

    private static Binary Start(string[] arguments, string? input, string? temporary, string directory, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.Environment.Remove("APPCRUENOTIFY_DATA");
        start.Environment["TZ"] = "Europe/Madrid";
        if (temporary is not null)
            start.Environment["TMPDIR"] = temporary;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return new(process);
    }

    public int Id => _process.Id;

    /// <summary>Waits for a line of standard output.</summary>
    public async Task<string> LineAsync(Func<string, bool> wanted)
    {
        while (true)
        {
            if (_output.FirstOrDefault(wanted) is { } line)
                return line;
            if (_reading.IsCompleted)
                throw new InvalidOperationException($"The program ended without that line:\n{string.Join('\n', _output)}\n{await _errors}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _limit.Token);
        }
    }

    /// <summary>Sends a signal, as a terminal or a service manager does.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(_limit.Token);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<Finished> EndAsync()
    {
        await _process.WaitForExitAsync(_limit.Token);
        await _reading;
        return new(_process.ExitCode, [.. _output], await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _reading;
        await _errors;
        _process.Dispose();
        _limit.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            _output.Enqueue(line);
    }

    private void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }
}

/// <summary>A program that has ended.</summary>
internal sealed record Finished(int Code, string[] Lines, string Errors)
{
    public string Output => string.Join('\n', Lines);
}
