using System.Net;
using System.Text.RegularExpressions;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Safety;

namespace AppCrueNotify.Tests.Console.Safety;

public sealed class HeadersTests
{
    [Theory]
    [InlineData("/activity", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/activity?site=999", HttpStatusCode.NotFound)]
    public async Task Pages_tell_browsers_to_take_nothing_from_elsewhere(string path, HttpStatusCode status)
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin);
        using var answer = await browser.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(SafetyHeaders.ContentSecurityPolicy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.DoesNotContain("unsafe", SafetyHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", SafetyHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", SafetyHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(new Regex(@"<style|<script>|\sstyle=|\son\w+="), page);
    }

    [Fact]
    public async Task Every_cookie_is_of_this_host_alone_and_unseen_by_scripts()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin);
        using var page = await browser.GetAsync("/activity");
        using var theme = await browser.PostAsync("/look/theme", "/activity", ("theme", "dark"));
        using var language = await browser.PostAsync("/look/language", "/activity", ("language", "es"));
        var cookies = new[] { page, theme, language }.SelectMany(a => a.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).ToList();
        Assert.True(cookies.Count >= 3);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
            Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_and_asked_for_once()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Viewer);
        var page = await browser.PageAsync("/activity");
        var addresses = page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]").Select(l => l.GetAttribute("href")!).Concat(page.QuerySelectorAll("script").Select(s => s.GetAttribute("src")!)).ToList();
        Assert.Equal(5, addresses.Count);
        using var anonymous = world.Anonymous();
        foreach (var address in addresses)
        {
            Assert.Matches(@"^/console/assets/[\w.-]+\.[0-9a-f]{16}\.(css|js|svg)$", address);
            using var answer = await anonymous.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.ETag);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Programs_still_get_problems_and_browsers_a_page()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.Anonymous();
        using var forPrograms = await browser.GetAsync("/nowhere", "application/json");
        Assert.Equal("application/problem+json", forPrograms.Content.Headers.ContentType!.MediaType);
        Assert.False(forPrograms.Headers.Contains("Content-Security-Policy"));
        using var forBrowsers = await browser.GetAsync("/nowhere");
        Assert.Equal("text/html", forBrowsers.Content.Headers.ContentType!.MediaType);
    }
}
