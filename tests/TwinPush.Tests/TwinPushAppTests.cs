using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests;

public sealed class TwinPushAppTests
{
    private static readonly TwinPushApp App = Sample.App(new Uri("https://app.twinpush.com/api/v2"));

    [Fact]
    public void An_app_prints_whether_it_has_credentials_and_never_which()
    {
        Assert.Equal(
            "TwinPushApp { BaseAddress = https://app.twinpush.com/api/v2, AppId = ab42d6512343133a, CreatorKey = set, ApiToken = set }", App.ToString());
        Assert.Contains("CreatorKey = none", (App with { CreatorKey = "" }).ToString(), StringComparison.Ordinal);
        Assert.Contains("ApiToken = none", (App with { ApiToken = null }).ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<TwinPushApp> Impossible =>
    [
        App with { BaseAddress = null! }, App with { BaseAddress = new Uri("/api/v2", UriKind.Relative) },
        App with { BaseAddress = new Uri("ftp://x/api/v2") }, App with { BaseAddress = new Uri("https://x/api/v2?a=b") },
        App with { BaseAddress = new Uri("https://x/api/v2#a") }, App with { BaseAddress = new Uri("https://user:pass@x/api/v2") },
        App with { AppId = "" }, App with { AppId = " " }, App with { AppId = null! }, App with { AppId = ".." }, App with { AppId = "." },
        App with { AppId = "a\n" }, App with { CreatorKey = "top secret" }, App with { ApiToken = "secret\r\nX: y" }, App with { ApiToken = "secretñ" },
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_app_that_cannot_be_is_refused_without_quoting_a_credential(TwinPushApp app)
    {
        using var factory = TwinPushClientFactory.CreateStandalone();

        var refused = Assert.ThrowsAny<ArgumentException>(() => factory.Create(app));

        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => factory.Create(null!));
    }

    [Theory]
    [InlineData("/api/v2")]
    [InlineData("/api/v2/")]
    public async Task A_trailing_slash_of_the_address_makes_no_difference(string path)
    {
        await using var server = RawServer.Answering(200, Sample.Accepted);
        using var fixture = new ClientFixture(new Uri(server.Address, path));

        await fixture.Client.CreateNotificationAsync(Sample.Notification, Sample.Token);

        Assert.Equal("/api/v2/apps/ab42d6512343133a/notifications", Assert.Single(server.Requests).Target);
    }
}
