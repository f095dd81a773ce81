using System.Threading.RateLimiting;
using AppCrueNotify.Api;
using AppCrueNotify.Messages;
using AppCrueNotify.Problems;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Moodle;

/// <summary><c>POST /api/v1/test-push</c>: a push to one person now, past the queue, with TwinPush's answer in plain words.</summary>
internal sealed partial class TestPushEndpoint(TestPush push, IDispatchStore store, MoodleOptions options, ILogger<TestPushEndpoint> logger) : IDisposable
{
    private const int LongestAlias = 255;

    private readonly PartitionedRateLimiter<Site> _pace = PartitionedRateLimiter.Create<Site, long>(site => RateLimitPartition.GetFixedWindowLimiter(
        site.Id, _ => new() { PermitLimit = options.TestPushesPerMinute, Window = TimeSpan.FromMinutes(1) }));

    public async Task<IResult> PostAsync(HttpContext http)
    {
        var (body, problem) = await JsonRequest.ReadAsync(http, MoodleJson.Default.TestPushRequest);
        if (problem is not null)
            return problem;
        var alias = body!.UserTo?.Alias?.Trim();
        if (string.IsNullOrEmpty(alias) || alias.Length > LongestAlias || alias.Any(char.IsControl))
            return Problem.Malformed.Answer($"'userto.alias' must be a text of 1 to {LongestAlias} characters.");
        var site = http.Site();
        using var turn = _pace.AttemptAcquire(site);
        if (!turn.IsAcquired)
        {
            var wait = turn.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
            return Problem.TooManyRequests.Answer($"Each site has {options.TestPushesPerMinute} test pushes a minute.", wait);
        }

        var (answer, phones) = await push.SendAsync(site, alias, http.RequestAborted);
        Log.Tested(logger, site.Name, answer.Outcome.Word());
        // The credentials work again: whatever was kept back because of them can go.
        if (answer.Outcome is Outcome.Accepted && site.PauseReason is not null)
            await store.ResumeSiteAsync(site.Id, http.RequestAborted);
        return TypedResults.Json(new TestPushAnswer(answer.Outcome.Word(), answer.Reason, phones), MoodleJson.Default.TestPushAnswer);
    }

    public void Dispose() => _pace.Dispose();

    private static partial class Log
    {
        [LoggerMessage(722, LogLevel.Information, "A test push of site {Site}: {Outcome}.")]
        public static partial void Tested(ILogger logger, string site, string outcome);
    }
}
