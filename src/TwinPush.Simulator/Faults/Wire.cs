using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TwinPush.Simulator.Faults;

/// <summary>Bytes on the connection itself, past the server that would send a whole answer or none.</summary>
internal static class Wire
{
    /// <summary>Sends this and closes, so that the client reads all of it and then the end of the connection.</summary>
    public static async Task SendAndCloseAsync(HttpContext http, string text, CancellationToken cancellation)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = http.Features.GetRequiredFeature<IConnectionLifetimeFeature>();
        await using var registration = lifetime.ConnectionClosed.Register(() => closed.TrySetResult());
        var output = http.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        // Completing lets the transport send everything and close by itself. Aborting now would throw away what is not sent yet.
        await output.CompleteAsync();
        await closed.Task;
        http.Abort();
    }
}
