using Microsoft.Extensions.Hosting;

namespace TwinPush.Simulator;

/// <summary>The simulator lives inside another program and ends when that says so; the process's signals are none of its business.</summary>
internal sealed class OwnersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
