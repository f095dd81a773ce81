using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinPush.Simulator.Api;
using TwinPush.Simulator.Control;
using TwinPush.Simulator.Pages;
using TwinPush.Simulator.Storage;

namespace TwinPush.Simulator;

/// <summary>A TwinPush on one's own machine. Listens when it exists; disposing ends it.</summary>
internal sealed class TwinPushSimulator : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly StateFile? _file;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _saving;

    private TwinPushSimulator(WebApplication web, SimulatorState state, StateFile? file, Uri address)
    {
        _web = web;
        _file = file;
        _saving = file?.KeepSavingAsync(_ending.Token) ?? Task.CompletedTask;
        State = state;
        Address = address;
        ApiAddress = new Uri(address, "/api/v2");
    }

    /// <summary>The root: pages for people.</summary>
    public Uri Address { get; }

    /// <summary>The base of the REST API, up to and including /api/v2.</summary>
    public Uri ApiAddress { get; }

    public SimulatorState State { get; }

    public static async Task<TwinPushSimulator> StartAsync(SimulatorOptions options, CancellationToken cancellation)
    {
        var state = new SimulatorState(options);
        var file = options.File is { } path ? new StateFile(state, path) : null;
        if (file is not null)
            await file.LoadAsync(cancellation);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            // Slow clients and slow answers are what tests ask for.
            server.Limits.MinRequestBodyDataRate = null;
            server.Limits.MinResponseDataRate = null;
        }).UseUrls(options.Urls);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Logging.ClearProviders();
        if (options.Logging is { } logging)
            builder.Logging.AddProvider(logging);

        var web = builder.Build();
        SameOrigin.Use(web);
        web.UseRouting();
        MapApi(web, state);
        PageRoutes.Map(web, state);
        ControlRoutes.Map(web, state);
        try
        {
            await web.StartAsync(cancellation);
        }
        catch
        {
            await web.DisposeAsync();
            throw;
        }
        return new TwinPushSimulator(web, state, file, ListeningAt(web));
    }

    /// <summary>Waits until the token is cancelled, and stops listening then. The simulator does not listen to the process's signals itself.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => _web.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        // What hangs on purpose would hold up the end.
        State.ClearFaults();
        await _web.StopAsync(CancellationToken.None);
        await _web.DisposeAsync();
        await _ending.CancelAsync();
        await _saving;
        if (_file is not null)
            await _file.SaveAsync(CancellationToken.None);
        _ending.Dispose();
    }

    private static void MapApi(IEndpointRouteBuilder routes, SimulatorState state)
    {
        var pipeline = new ApiPipeline(state);
        foreach (var operation in Operations.All(state.Options.Assumptions))
            routes.MapMethods("/api/v2/apps/{app}" + operation.Path, [operation.Method], http => pipeline.RunAsync(operation, http, http.RequestAborted));
        routes.Map("/api/{**rest}", http =>
        {
            var answer = Answer.Refused(Refusal.NotFound());
            return ApiPipeline.WriteAsync(http.Response, answer.Status, answer.Body, http.RequestAborted);
        });
    }

    private static Uri ListeningAt(WebApplication web)
    {
        string address = web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        var uri = new UriBuilder(address);
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
            uri.Host = "127.0.0.1";
        return uri.Uri;
    }
}
