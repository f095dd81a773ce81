using System.Net;
using AppCrueNotify.Console.Login;

namespace AppCrueNotify.Console;

/// <summary>How people reach the console and sign in.</summary>
internal sealed record ConsoleOptions
{
    /// <summary>How the console is called from outside, with https behind a proxy; null takes each request's own address.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Proxies whose X-Forwarded headers are believed, beside those on this machine.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>The university's own login; null when there is none.</summary>
    public OpenIdOptions? OpenId { get; init; }

    /// <summary>How long a session lasts without a request. Default 8 hours.</summary>
    public TimeSpan SessionLife { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Tries to sign in per address and minute. Default 10.</summary>
    public int LoginsPerMinute { get; init; } = 10;

    /// <summary>The address under which the reader of a request finds the console.</summary>
    public Uri AddressOf(HttpRequest request) => PublicUrl ?? new($"{request.Scheme}://{request.Host}");
}
