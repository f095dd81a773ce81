using Microsoft.Extensions.Primitives;

namespace AppCrueNotify.Console.Safety;

/// <summary>What browsers are told about every page: nothing from elsewhere, nothing inline, in nobody's frame.</summary>
internal static class SafetyHeaders
{
    /// <summary>Bootstrap draws arrows and ticks as <c>data:</c> images.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly (string Name, StringValues Value)[] All =
    [
        ("Content-Security-Policy", ContentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ];

    public static void Add(HttpResponse response)
    {
        foreach (var (name, value) in All)
            response.Headers[name] = value;
    }
}
