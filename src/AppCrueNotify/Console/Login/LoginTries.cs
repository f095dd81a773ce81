using System.Net;
using System.Threading.RateLimiting;

namespace AppCrueNotify.Console.Login;

/// <summary>How often an address may try to sign in: guessing over many accounts is slowed down, which the lockout of each alone does not.</summary>
internal sealed class LoginTries(ConsoleOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _tries = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetFixedWindowLimiter(
        Network(address), _ => new() { PermitLimit = options.LoginsPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Whether this request may try.</summary>
    public bool Take(HttpContext http)
    {
        using var turn = _tries.AttemptAcquire(http.Connection.RemoteIpAddress ?? IPAddress.None);
        return turn.IsAcquired;
    }

    public void Dispose() => _tries.Dispose();

    // One customer has a whole /64 of IPv6.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
