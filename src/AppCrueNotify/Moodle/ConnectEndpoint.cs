using AppCrueNotify.Api;
using AppCrueNotify.Problems;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Moodle;

/// <summary><c>POST /api/v1/connect</c>: a Moodle introduces itself, and may bring the settings of the plugin it had before.</summary>
internal sealed partial class ConnectEndpoint(IConnectionStore store, TimeProvider time, ILogger<ConnectEndpoint> logger)
{
    private const int LongestVersion = 50;

    public async Task<IResult> PostAsync(HttpContext http)
    {
        var (body, problem) = await JsonRequest.ReadAsync(http, MoodleJson.Default.ConnectRequest);
        if (problem is not null)
            return problem;
        if (!IsVersion(body!.Plugin) || !IsVersion(body.Moodle))
            return Problem.Malformed.Answer($"'plugin' and 'moodle' are versions of up to {LongestVersion} printable ASCII characters.");
        var site = http.Site();
        try
        {
            var taken = await store.ConnectAsync(
                new(site.Id, body.Plugin!, body.Moodle!, time.GetUtcNow()),
                settings => Takeover.Decide(settings, body.Settings ?? new Dictionary<string, System.Text.Json.JsonElement>(), site),
                http.RequestAborted);
            Log.Connected(logger, site.Name, body.Moodle!, body.Plugin!, taken.Applied.Count);
            return TypedResults.Json(new ConnectAnswer(site.Name, taken.Applied, taken.Differs), MoodleJson.Default.ConnectAnswer);
        }
        catch (FormatException e)
        {
            return Problem.InvalidSetting.Answer(e.Message);
        }
    }

    private static bool IsVersion(string? text) => text is { Length: > 0 and <= LongestVersion } && text.All(c => c is >= ' ' and <= '~');

    private static partial class Log
    {
        [LoggerMessage(721, LogLevel.Information, "Site {Site} connected: Moodle {Moodle}, plugin {Plugin}; {Settings} of its settings were taken over.")]
        public static partial void Connected(ILogger logger, string site, string moodle, string plugin, int settings);
    }
}
