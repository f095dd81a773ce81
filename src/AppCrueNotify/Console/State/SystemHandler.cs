using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.State;

/// <summary><c>/system</c>: how the gateway itself is. Nothing secret.</summary>
internal sealed class SystemHandler(StorageOptions storage, IServiceProvider services, ISiteStore store, IReportStore reports, TimeProvider time, ILogger<SystemHandler> logger)
{
    public static void Map(ConsoleRoutes routes) =>
        routes.Page<SystemHandler>("/system", new(ConsoleRole.Viewer, EverySite: true), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        using var process = Process.GetCurrentProcess();
        var backlogs = new List<(Site, SiteBacklog)>();
        foreach (var site in request.Sites)
            backlogs.Add((site, await reports.BacklogAsync(site.Id, cancellationToken)));
        return request.Show<SystemPage>(new SystemModel
        {
            Version = typeof(SystemHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Runtime = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}",
            Started = new(process.StartTime.ToUniversalTime(), TimeSpan.Zero),
            Now = time.GetUtcNow(),
            Memory = process.WorkingSet64,
            Unready = await UnreadyAsync(cancellationToken),
            DataDirectory = storage.Directory,
            Database = Size(storage.DatabaseFile),
            Log = Size(storage.DatabaseFile + "-wal"),
            Free = new DriveInfo(storage.Directory).AvailableFreeSpace,
            Floor = storage.FreeSpaceFloor,
            LogLevel = Enum.GetValues<LogLevel>().First(logger.IsEnabled),
            Backlogs = backlogs,
        });
    }

    /// <summary>Why no messages can be taken now, by the checks of <c>/health/ready</c>; null: they can.</summary>
    private async Task<string?> UnreadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A database elsewhere keeps an eye on its own disk.
            services.GetService<FreeSpace>()?.ThrowIfBelowFloor();
            await store.ProbeAsync(cancellationToken);
            return null;
        }
        catch (StoreUnavailableException e)
        {
            return e.Message;
        }
    }

    private static long? Size(string file) => new FileInfo(file) is { Exists: true } found ? found.Length : null;
}

/// <summary>What the page shows. Sizes in bytes.</summary>
internal sealed record SystemModel
{
    public required string Version { get; init; }
    public required string Runtime { get; init; }
    public required DateTimeOffset Started { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required long Memory { get; init; }
    public string? Unready { get; init; }
    public required string DataDirectory { get; init; }

    /// <summary>Null: the database is not a file here.</summary>
    public long? Database { get; init; }

    public long? Log { get; init; }
    public required long Free { get; init; }
    public required long Floor { get; init; }
    public required LogLevel LogLevel { get; init; }
    public required IReadOnlyList<(Site Site, SiteBacklog Backlog)> Backlogs { get; init; }
}
