using System.Net;
using System.Net.Sockets;
using TwinPush.Tests.Infrastructure;
using TwinPush.Transport;

namespace TwinPush.Tests.Transport;

/// <summary>T12: a name that has come to mean another machine. The connection is renewed within its lifetime, two minutes by default.</summary>
public sealed class ChangedAddressTests
{
    [Fact]
    public async Task A_new_address_is_used_once_the_connection_is_as_old_as_it_may_get()
    {
        var options = new TwinPushOptions { PooledConnectionLifetime = TimeSpan.FromSeconds(1) };
        await using var before = RawServer.Answering(200, """{"objects":[{"id":"before"}]}""");
        await using var after = RawServer.Answering(200, """{"objects":[{"id":"after"}]}""");
        var port = before.Port;
        using var handler = PrimaryHandler.Create(options);
        // Stands for the DNS: the address is asked for with every new connection and for nothing else.
        handler.ConnectCallback = async (_, token) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, token);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var invoker = new HttpMessageInvoker(handler);
        using var factory = new TwinPushClientFactory(() => invoker, options, TimeProvider.System);
        var client = factory.Create(Sample.App(new("http://twinpush.example/api/v2")));

        await client.CreateNotificationAsync(Sample.Notification, Sample.Token);
        port = after.Port;
        string id;
        do
        {
            // A connection in use is renewed too: nothing waits for the provider to close it.
            id = (await client.CreateNotificationAsync(Sample.Notification, Sample.Token)).Id;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Sample.Token);
        }
        while (id == "before");

        Assert.Equal((1, 1), (before.Connections, after.Connections));
        Assert.Equal(TimeSpan.FromMinutes(2), PrimaryHandler.Create(new()).PooledConnectionLifetime);
    }
}
