using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TwinPush.Simulator.Pages;

/// <summary>The frame of every page, and its answer: nothing from elsewhere, no script or style in the markup.</summary>
internal static class Page
{
    public static Task WriteAsync(HttpResponse response, string title, string kind, Html header, Html main, CancellationToken cancellation)
    {
        var page = Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/site.css">
            <link rel="stylesheet" href="/assets/phone.css">
            <script src="/assets/refresh.js" defer></script>
            </head>
            <body class="{kind}">
            <header class="bar"><a class="brand" href="/" aria-label="TwinPush Simulator"><span class="logo"></span><span>TwinPush <b>Simulator</b></span></a>{header}</header>
            <main>{main}</main>
            </body>
            </html>

            """);
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: with it a browser sends "Origin: null" with our own forms, which SameOrigin refuses.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync(page.Markup, Encoding.UTF8, cancellation);
    }

    public static async Task AssetAsync(HttpResponse response, string name, CancellationToken cancellation)
    {
        string? type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => null,
        };
        await using var asset = type is null ? null : Assembly.GetExecutingAssembly().GetManifestResourceStream("assets/" + name);
        if (asset is null)
        {
            response.StatusCode = 404;
            return;
        }
        response.ContentType = type;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";
        await asset.CopyToAsync(response.Body, cancellation);
    }
}
