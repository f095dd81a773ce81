using System.Globalization;
using AppCrueNotify.Storage;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace AppCrueNotify.Logging;

/// <summary>How the log is written.</summary>
internal enum LogForm
{
    /// <summary>A line for a person.</summary>
    Text,

    /// <summary>A JSON object a line, for machines.</summary>
    Json,
}

/// <summary>The log: on the terminal, and as JSON in the data directory's <c>logs</c>, a file a day, 14 days.</summary>
internal static class GatewayLogging
{
    private const string TextLine = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const int DaysKept = 14;
    private const long FileLimit = 64L * 1024 * 1024;

    /// <param name="form">How it is written on the terminal; null: not there.</param>
    /// <param name="storage">Where the files are; null: none.</param>
    public static ILoggingBuilder AddGatewayLogging(this ILoggingBuilder logging, LogForm? form, LogLevel least, StorageOptions? storage)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(Level(least))
            // The framework's own lines name addresses of requests, and a short link's address is a secret.
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            // These warn at every answer that a client did not wait for, and repeat what we log ourselves.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            // A form that came too late is answered with a page that says so.
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Error)
            .MinimumLevel.Override("System.Net.Http.HttpClient", LogEventLevel.Error);
        configuration = form switch
        {
            LogForm.Text => configuration.WriteTo.Console(outputTemplate: TextLine, formatProvider: CultureInfo.InvariantCulture),
            LogForm.Json => configuration.WriteTo.Console(new RenderedCompactJsonFormatter()),
            null => configuration,
        };
        if (storage is not null)
        {
            configuration.WriteTo.File(
                new RenderedCompactJsonFormatter(),
                Path.Combine(storage.Directory, "logs", "gateway-.jsonl"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: DaysKept,
                fileSizeLimitBytes: FileLimit,
                rollOnFileSizeLimit: true);
        }

        Logger logger = configuration.CreateLogger();
        return logging.ClearProviders().SetMinimumLevel(least).AddSerilog(logger, dispose: true);
    }

    private static LogEventLevel Level(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Information => LogEventLevel.Information,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        LogLevel.Critical or LogLevel.None => LogEventLevel.Fatal,
    };
}
