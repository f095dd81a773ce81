using System.Text.Json.Serialization;
using AppCrueNotify.Api;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Problems;

namespace AppCrueNotify.Console.Login;

/// <summary><c>POST /api/v1/console-link</c>: a Moodle asks for a link that opens the console for its own site, as an operator, once, within five minutes.</summary>
internal sealed class MoodleLinkEndpoint(LoginLinks links, ConsoleOptions options)
{
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var make = ActivatorUtilities.CreateFactory<MoodleLinkEndpoint>([]);
        routes.MapPost("/api/v1/console-link", (Delegate)((HttpContext http) => make(http.RequestServices, null).PostAsync(http))).AddEndpointFilter<SiteFilter>().WithName("ConsoleLink");
    }

    private async Task<IResult> PostAsync(HttpContext http)
    {
        var (body, problem) = await JsonRequest.ReadAsync(http, MoodleLinkJson.Default.MoodleLinkRequest);
        if (problem is not null)
            return problem;
        if (body!.Name is not { Length: > 0 and <= LongestName } name || name.Any(char.IsControl))
            return Problem.Malformed.Answer($"'name' says who opens the console, in up to {LongestName} characters.");
        var path = await links.CreateAsync(new() { SiteId = http.Site().Id, Who = name }, LoginLinks.ForMoodle, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new MoodleLinkAnswer(new Uri(options.AddressOf(http.Request), path).ToString(), (int)LoginLinks.ForMoodle.TotalSeconds), MoodleLinkJson.Default.MoodleLinkAnswer);
    }
}

/// <summary>Who will open the console, for the activity log.</summary>
internal sealed record MoodleLinkRequest(string? Name);

/// <summary>The link, and for how many seconds it is good.</summary>
internal sealed record MoodleLinkAnswer(string Url, int ExpiresIn);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MoodleLinkRequest))]
[JsonSerializable(typeof(MoodleLinkAnswer))]
internal sealed partial class MoodleLinkJson : JsonSerializerContext;
