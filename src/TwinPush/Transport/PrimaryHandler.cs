using System.Net;

namespace TwinPush.Transport;

/// <summary>Makes the handler that talks to TwinPush, the same with and without a container.</summary>
internal static class PrimaryHandler
{
    public static SocketsHttpHandler Create(TwinPushOptions options) => new()
    {
        // A redirect would carry the key to another origin.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = options.PooledConnectionLifetime,
        MaxConnectionsPerServer = options.MaxConnectionsPerServer,
        AutomaticDecompression = DecompressionMethods.All,
    };
}
