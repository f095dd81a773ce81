using AppCrueNotify.Announcements;
using AppCrueNotify.Api;
using AppCrueNotify.Composition;
using AppCrueNotify.Console;
using AppCrueNotify.Dispatch;
using AppCrueNotify.Doctor;
using AppCrueNotify.Health;
using AppCrueNotify.Intake;
using AppCrueNotify.Logging;
using AppCrueNotify.Metrics;
using AppCrueNotify.Moodle;
using AppCrueNotify.OpenApi;
using AppCrueNotify.Problems;
using AppCrueNotify.Receipts;
using AppCrueNotify.Redirects;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AppCrueNotify.Hosting;

/// <summary>One running gateway: web server, store and dispatch. On SQLite it holds the data directory for itself.</summary>
internal sealed partial class Gateway : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(29);

    private readonly WebApplication _web;
    private readonly FileLock? _lock;
    private string? _fatal;

    private Gateway(WebApplication web, FileLock? held) => (_web, _lock) = (web, held);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Services => _web.Services;

    /// <summary>Why it stopped by itself; null when it was asked to.</summary>
    public string? Fatal => _fatal;

    /// <summary>Starts a gateway; it answers when this returns.</summary>
    /// <exception cref="GatewayStartException">It cannot start; the message says what to do.</exception>
    public static async Task<Gateway> StartAsync(GatewayOptions options, CancellationToken cancellationToken)
    {
        var held = Hold(options.Storage);
        try
        {
            var gateway = Build(options, held);
            try
            {
                await gateway._web.StartAsync(cancellationToken);
            }
            catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
            {
                await gateway._web.DisposeAsync();
                throw new GatewayStartException($"The gateway cannot listen on {options.Urls}: {e.Message}. Choose another address with --urls, or stop the program that uses this one.", e);
            }

            Log.Started(gateway._web.Logger, gateway.Address, options.Storage.Directory);
            return gateway;
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Runs until it is asked to stop, or has to.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _web.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        _lock?.Dispose();
    }

    private static FileLock? Hold(StorageOptions storage)
    {
        try
        {
            StorageServices.Prepare(storage);
            // A shared database has leases instead.
            if (storage.IsShared)
                return null;
            return FileLock.TryTake(storage.LockFile)
                ?? throw new GatewayStartException($"Another gateway already runs on the data directory {storage.Directory}. Stop it first, or name another directory with --data.");
        }
        catch (StoreUnavailableException e)
        {
            throw new GatewayStartException(e.Message, e);
        }
    }

    private static Gateway Build(GatewayOptions options, FileLock? held)
    {
        // Nothing beside the command line and its variables decides: the other builders also read configuration files in the working directory, and to see them change they watch every directory below it.
        var builder = WebApplication.CreateEmptyBuilder(new());
        Gateway? gateway = null;
        builder.Logging.AddGatewayLogging(options.LogForm, options.LogLevel, options.LogFiles ? options.Storage : null);
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The server counts the marks of chunks as well; the intake counts exactly.
            kestrel.Limits.MaxRequestBodySize = options.Intake.MaxBytes * 2L;
        });
        builder.Services
            .AddRoutingCore()
            .Configure<HostOptions>(host => host.ShutdownTimeout = StopTime)
            .AddSingleton(options.Time)
            .AddStorage(options.Storage, (_, sentence) => gateway!.Die(sentence))
            .AddNode(options.Storage)
            .AddSingleton(provider => new Composer(provider.GetRequiredService<StorageKeys>().Links))
            .AddApi()
            .AddIntake(options.Intake)
            .AddMoodle(options.Moodle)
            .AddDispatch(options.AttemptLease is { } lease ? options.Dispatch with { Lease = lease, PostWithin = lease / 4 } : options.Dispatch)
            .AddSentinels(options.Sentinels)
            .AddReceipts(options.Receipts)
            .AddDoctor()
            .AddAnnouncements()
            .AddHousekeeping()
            .AddRedirects()
            .AddApiDescription()
            .AddConsole(options.Console)
            .AddMetricsPage(options.Metrics);
        var web = builder.Build();
        web.UseProblems();
        web.UseConsole();
        web.MapIntake();
        web.MapMoodle();
        web.MapRedirects();
        web.MapHealth();
        web.MapMetrics();
        web.MapApiDescription();
        web.MapConsole();
        return gateway = new(web, held);
    }

    private void Die(string sentence)
    {
        _fatal = sentence;
        Log.Fatal(_web.Logger, sentence);
        _web.Lifetime.StopApplication();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The gateway listens on {Address} and keeps its data in {Directory}.")]
        public static partial void Started(ILogger logger, Uri address, string directory);

        [LoggerMessage(2, LogLevel.Critical, "The gateway stops: {Reason}")]
        public static partial void Fatal(ILogger logger, string reason);
    }
}

/// <summary>The gateway cannot start. The message is for the operator.</summary>
internal sealed class GatewayStartException(string message, Exception? inner = null) : Exception(message, inner);
