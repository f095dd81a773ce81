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
        var output = http.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        // Completing sends what was written before the end of the stream; aborting at once could drop it.
        await output.CompleteAsync();
        http.Abort();
    }
}
