using System.Net;
using AppCrueNotify.Composition.Links;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Moodle;

namespace AppCrueNotify.Tests.Redirects;

public sealed class ShortLinkTests
{
    [Fact]
    public async Task A_phone_is_led_to_the_long_link_with_its_token_filled_in()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            ("window", "5min"), ("public-url", "https://push.example.edu"), ("url-pattern", "https://app.example.edu/open?token=<appcrue_token>&url={url}"));
        var message = MoodleCalls.Message(5, 1).Replace("\"component\"", $"\"contexturl\":\"https://campus.example.edu/mod/forum/discuss.php?d=1&x={new string('a', 300)}\",\"component\"", StringComparison.Ordinal);
        await gateway.TakeAsync(message);
        var traced = Assert.Single(await gateway.Get<IReportStore>().TraceUserAsync(gateway.Site.Id, 5, 1, GatewayFixture.Cancellation));
        // What the app does: it fills its placeholder in and opens the link.
        var opened = new Uri(traced.Push!.Link.Replace("<appcrue_token>", Uri.EscapeDataString("se+cret/1"), StringComparison.Ordinal));
        Assert.Equal("push.example.edu", opened.Host);
        using var answer = await GetAsync(gateway, opened.PathAndQuery);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("https://app.example.edu", answer.Headers.Location!.GetLeftPart(UriPartial.Authority));
        Assert.StartsWith("?token=se%2Bcret%2F1&url=https%3A%2F%2Fcampus.example.edu%2F", answer.Headers.Location.Query, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("https://elsewhere.example.com/")]
    [InlineData("https://campus.example.edu<appcrue_token>/")]
    [InlineData("https://campus.example.edu@elsewhere.example.com/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_link_to_another_host_leads_nowhere(string target)
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "5min"));
        var link = await StoreAsync(gateway, target);
        using var answer = await GetAsync(gateway, $"/l/{link.Id}?appcrue_token=.elsewhere.example.com");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_link_of_a_removed_site_leads_nowhere()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "5min"));
        var link = await StoreAsync(gateway, "https://campus.example.edu/course/view.php?id=2");
        using (var before = await GetAsync(gateway, $"/l/{link.Id}"))
            Assert.Equal("https://campus.example.edu/course/view.php?id=2", before.Headers.Location!.OriginalString);
        await gateway.Get<ISiteStore>().RemoveAsync(gateway.Site.Id, TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation);
        using var after = await GetAsync(gateway, $"/l/{link.Id}");
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Theory]
    [InlineData("/l/unknown")]
    [InlineData("/l/AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/l/AAAAAAAAAAAAAAAAAAAA%27%3B")]
    public async Task An_unknown_link_is_a_problem_in_words(string path)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        using var answer = await GetAsync(gateway, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<ShortLink> StoreAsync(GatewayFixture gateway, string target)
    {
        var now = TimeProvider.System.GetUtcNow();
        var link = ShortLinks.For(gateway.Site.Id, target, new byte[32]);
        var push = new Push { Title = "t", Alert = "a", Link = "l", CustomProperties = "{}", ShortLink = link };
        await gateway.Get<IIntakeStore>().AddAsync(
            gateway.Site.Id, [new() { Key = "n:1:1", ContentHash = "h", UserId = 1, Alias = "a", Component = "c", Name = "n", Push = push, DueAt = now.AddMinutes(5), ExpiresAt = now.AddHours(1) }], now, GatewayFixture.Cancellation);
        return link;
    }

    /// <summary>Without following the redirect.</summary>
    private static async Task<HttpResponseMessage> GetAsync(GatewayFixture gateway, string pathAndQuery)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var invoker = new HttpMessageInvoker(handler);
        return await invoker.SendAsync(new(HttpMethod.Get, new Uri(gateway.Gateway.Address, pathAndQuery)), GatewayFixture.Cancellation);
    }
}
