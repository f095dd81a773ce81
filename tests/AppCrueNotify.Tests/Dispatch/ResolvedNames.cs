using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AppCrueNotify.Tests.Hosting;
using TwinPush;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>Names that the gateway's TwinPush client finds on this machine for as long as they are known here; all others it asks the system for.</summary>
internal sealed class ResolvedNames
{
    private readonly ConcurrentDictionary<string, bool> _known = [];

    /// <summary>To be called before the gateway sends its first request.</summary>
    public static ResolvedNames Of(GatewayFixture gateway)
    {
        var names = new ResolvedNames();
        var handler = gateway.Get<IHttpMessageHandlerFactory>().CreateHandler(TwinPushServiceCollectionExtensions.HttpClientName);
        while (handler is DelegatingHandler outer)
            handler = outer.InnerHandler!;
        ((SocketsHttpHandler)handler).ConnectCallback = names.ConnectAsync;
        return names;
    }

    public void Add(string name) => _known[name] = true;

    public void Forget(string name) => _known.TryRemove(name, out _);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (_known.ContainsKey(context.DnsEndPoint.Host))
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
            else
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
