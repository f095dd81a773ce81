using System.Net.Sockets;
using System.Text;
using TwinPush.Simulator.Apps;

namespace TwinPush.Simulator.Tests.Faults;

/// <summary>A request over a bare socket: what came back, byte by byte, and how it ended.</summary>
internal sealed record RawConnection(string Received, bool Reset)
{
    public static async Task<RawConnection> CreateAsync(TwinPushWorld world, string json)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", world.Simulator.Address.Port, cancellation);
        string request = $"POST /api/v2/apps/{SimulatedApp.Demo.AppId}/notifications HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + $"X-TwinPush-REST-API-Key-Creator: {SimulatedApp.Demo.CreatorKey}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}";
        await socket.SendAsync(Encoding.UTF8.GetBytes(request), cancellation);
        var received = new MemoryStream();
        byte[] buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellation) is > 0 and var count)
                received.Write(buffer, 0, count);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset)
        {
            return new RawConnection(Encoding.UTF8.GetString(received.ToArray()), true);
        }
        return new RawConnection(Encoding.UTF8.GetString(received.ToArray()), false);
    }
}
