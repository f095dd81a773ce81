using System.Collections.Concurrent;
using AppCrueNotify.Reliability.Tests.Running;
using Microsoft.Extensions.Logging;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>A log of every level that keeps nothing but the lines with a mark of <see cref="Canaries"/> in them.</summary>
internal sealed class SearchedLog : ILoggerProvider, ILogger
{
    private long _lines;

    public long Lines => Interlocked.Read(ref _lines);

    public ConcurrentQueue<string> Marked { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Interlocked.Increment(ref _lines);
        var line = formatter(state, exception);
        if (Canaries.In(line) || (exception is not null && Canaries.In(exception.ToString())))
            Marked.Enqueue(line);
    }

    public void Dispose()
    {
        // It outlives the stores that write to it.
    }
}
