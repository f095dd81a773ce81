using AppCrueNotify.Console.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>Everything that can be done, done once at each width. The themes take turns, and each action meets the other theme at the other width.</summary>
public abstract class EveryActionTests(Round round)
{
    public static TheoryData<string> Names => [.. ConsoleAction.All.Select(a => a.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_can_be_done(string action)
    {
        var number = ConsoleAction.All.TakeWhile(a => a.Name != action).Count();
        var dark = number % 2 == (round.Phone ? 0 : 1);
        await round.Visit.LookAsync(round.Phone ? (dark ? Screen.PhoneDark : Screen.PhoneLight) : dark ? Screen.DesktopDark : Screen.DesktopLight);
        var before = round.Visit.Posts.Count;
        await ConsoleAction.All[number].Do(new(round.Visit, round));
        round.Visit.AssertNoComplaint();
        // A form that is wrong comes back with 422; what the door refused was not done.
        var done = round.Visit.Posts.Skip(before).Where(p => p.Status is 200 or 303 or 422).Select(p => Pattern(p.Path)).ToHashSet();
        Assert.Empty(ConsoleAction.All[number].Posts.Except(done));
    }

    [Fact]
    public void No_address_that_changes_something_is_left_out() =>
        Assert.Equal(Posts.Order(StringComparer.Ordinal), ConsoleAction.All.SelectMany(a => a.Posts).Concat(PasskeyTests.Posts).Distinct().Order(StringComparer.Ordinal));

    private IEnumerable<string> Posts => from endpoint in round.World.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                                         where endpoint.Metadata.GetMetadata<PageNeeds>() is not null && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true
                                         select endpoint.RoutePattern.RawText!;

    private string Pattern(string path) => Posts.Where(pattern => Fits(pattern, path)).MinBy(pattern => pattern.Count(c => c == '{')) ?? path;

    private static bool Fits(string pattern, string path) =>
        new TemplateMatcher(new RouteTemplate(RoutePatternFactory.Parse(pattern)), []).TryMatch(path, []);
}

[Trait("Category", "Browser")]
public sealed class ActionsOnADesktopTests(DesktopRound round) : EveryActionTests(round), IClassFixture<DesktopRound>;

[Trait("Category", "Browser")]
public sealed class ActionsOnAPhoneTests(PhoneRound round) : EveryActionTests(round), IClassFixture<PhoneRound>;
