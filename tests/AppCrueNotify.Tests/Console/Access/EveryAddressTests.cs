using System.Net;
using System.Text.RegularExpressions;
using AppCrueNotify.Console.Access;
using Microsoft.AspNetCore.Routing;

namespace AppCrueNotify.Tests.Console.Access;

/// <summary>The console's rules, tried at every address that is mapped: who adds a page adds nothing here.</summary>
public sealed partial class EveryAddressTests
{
    private static readonly string[] OpenToEverybody = 
    [
        "GET /console/assets/{file}", "POST /look/language", "POST /look/theme", "GET /login", "POST /login", "GET /login/second", "POST /login/second", "GET /login/link", "POST /login/link",
        "POST /login/university", "GET /login/callback", "POST /login/passkey", "POST /login/passkey/options",
    ];

    private static readonly string[] Odd = ["\0", "a\0b", "-1", "99999999999999999999", "' OR 1=1 --", "{{\"", "\u202E\uFFFD\n", new('9', 20_000)];

    [GeneratedRegex(@"\b(Form|Query)\(""(?<name>[\w-]+)""\)")]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"\{(?<name>\w+)(:\w+(\(\d+\))?)*\??\}")]
    private static partial Regex Values { get; }

    [Fact]
    public async Task Only_these_are_open_to_everybody()
    {
        await using var world = await ConsoleWorld.StartAsync();
        Assert.Equal(OpenToEverybody.Order(), Addresses(world).Where(a => a.Needs.Role is null).Select(a => $"{a.Method} {a.Pattern}").Order());
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_login()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var anonymous = world.Anonymous();
        foreach (var address in Closed(world))
        {
            using var answer = await AskAsync(anonymous, address, world.Campus.Id);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.StartsWith(LoginPath.Plain, StringComparison.Ordinal), $"{address}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_lower_role_gets_403()
    {
        await using var world = await ConsoleWorld.StartAsync();
        foreach (var address in Closed(world))
        {
            for (var role = ConsoleRole.Viewer; role < address.Needs.Role; role++)
            {
                using var browser = world.As(role);
                using var answer = await AskAsync(browser, address, world.Campus.Id);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{address} as {role}: {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_viewer_changes_nothing_but_their_own_account()
    {
        await using var world = await ConsoleWorld.StartAsync();
        Assert.Empty(Closed(world).Where(a => a.Method == "POST" && a.Needs.Role < ConsoleRole.Operator && !a.Pattern.StartsWith("/account", StringComparison.Ordinal) && a.Pattern != "/logout").Select(a => a.ToString()));
    }

    [Fact]
    public async Task Another_sites_person_finds_nothing()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin, world.Other);
        using var token = await browser.GetAsync("/activity");
        foreach (var address in Closed(world))
        {
            var named = address.Pattern.Contains("{site", StringComparison.Ordinal);
            using var answer = await AskAsync(browser, address, world.Campus.Id, named ? "" : $"?site={world.Campus.Id}", withToken: true);
            var right = address.Needs.EverySite ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound;
            Assert.True(answer.StatusCode == right, $"{address}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin);
        foreach (var address in Addresses(world).Where(a => a.Method == "POST"))
        {
            using var answer = await AskAsync(browser, address, world.Campus.Id);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{address}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Addresses_take_GET_or_POST_and_nothing_else()
    {
        await using var world = await ConsoleWorld.StartAsync();
        Assert.All(Addresses(world), a => Assert.Contains(a.Method, new[] { "GET", "POST" }));
        Assert.All(Addresses(world), a => Assert.DoesNotContain("{site}", a.Pattern, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_somebody_types_is_no_error_of_the_gateway()
    {
        await using var world = await ConsoleWorld.StartAsync(o => o with { LogLevel = Microsoft.Extensions.Logging.LogLevel.Error }, new());
        var names = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src", "AppCrueNotify", "Console"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Named.Matches(File.ReadAllText(f))).Select(m => m.Groups["name"].Value).Where(n => n != "site").Distinct().ToList();
        Assert.InRange(names.Count, 30, 300);
        foreach (var address in Addresses(world))
        {
            foreach (var odd in Odd)
            {
                using var browser = world.As(ConsoleRole.Admin);
                using var token = await browser.GetAsync("/activity");
                using var answer = await AskAsync(browser, address, names.Select(n => (n, odd)).ToArray(), world.Campus.Id);
                Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{address} with {odd[..Math.Min(odd.Length, 20)]}: {(int)answer.StatusCode}");
            }
        }
    }

    private static List<Address> Closed(ConsoleWorld world)
    {
        var closed = Addresses(world).Where(a => a.Needs.Role is not null).ToList();
        Assert.NotEmpty(closed);
        return closed;
    }

    private static IEnumerable<Address> Addresses(ConsoleWorld world) =>
        from endpoint in world.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let needs = endpoint.Metadata.GetMetadata<PageNeeds>()
        where needs is not null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"]
        select new Address(method, endpoint.RoutePattern.RawText!, needs);

    private static async Task<HttpResponseMessage> AskAsync(ConsoleBrowser browser, Address address, long site, string query = "", bool withToken = false)
    {
        var path = PathOf(address, site) + query;
        if (address.Method == "GET")
            return await browser.GetAsync(path);
        return withToken ? await browser.PostAsync(path, "/activity") : await browser.PostRawAsync(path);
    }

    private static async Task<HttpResponseMessage> AskAsync(ConsoleBrowser browser, Address address, (string Name, string Value)[] typed, long site)
    {
        var path = PathOf(address, site);
        if (address.Method != "GET")
            return await browser.PostAsync(path, "/activity", typed);
        // An address has its limit, which the server keeps: 8 KiB.
        var all = string.Join('&', typed.Select(t => $"{t.Name}={Uri.EscapeDataString(t.Value)}"));
        return await browser.GetAsync($"{path}?{all[..Math.Min(all.Length, 7000)]}");
    }

    private static string PathOf(Address address, long site) => Values.Replace(address.Pattern, m => m.Groups["name"].Value == "site" ? $"{site}" : "1");

    private sealed record Address(string Method, string Pattern, PageNeeds Needs)
    {
        public override string ToString() => $"{Method} {Pattern}";
    }
}
