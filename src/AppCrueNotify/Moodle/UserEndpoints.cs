using System.Globalization;
using System.Threading.RateLimiting;
using AppCrueNotify.Api;
using AppCrueNotify.Messages;
using AppCrueNotify.Problems;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Moodle;

/// <summary><c>GET</c> and <c>DELETE /api/v1/users/{id}</c>: what is kept about a user of Moodle, to read and to erase.</summary>
internal sealed partial class UserEndpoints(IReportStore reports, IErasureStore erasures, MoodleOptions options, TimeProvider time, ILogger<UserEndpoints> logger) : IDisposable
{
    // Both look through all messages: one at a time per site, so that a privacy campaign does not slow the intake.
    private readonly PartitionedRateLimiter<Site> _oneByOne = PartitionedRateLimiter.Create<Site, long>(site => RateLimitPartition.GetConcurrencyLimiter(
        site.Id, _ => new() { PermitLimit = 1, QueueLimit = options.WaitingPerSite }));

    public async Task<IResult> GetAsync(HttpContext http, long id, string? cursor, string? limit)
    {
        if (Number(cursor, 1, long.MaxValue) is not { } from || Number(limit, 1, options.ExportPage) is not { } most)
            return Problem.Malformed.Answer($"'cursor' is the 'next' of the page before, and 'limit' a number from 1 to {options.ExportPage}.");
        using var turn = await _oneByOne.AcquireAsync(http.Site(), 1, http.RequestAborted);
        if (!turn.IsAcquired)
            return TooMany();
        var page = await reports.ExportAsync(http.Site().Id, id, cursor is null ? null : from, (int)Math.Min(most, options.ExportPage), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new ExportAnswer([.. page.Messages.Select(Line)], page.Next?.ToString(CultureInfo.InvariantCulture)), MoodleJson.Default.ExportAnswer);
    }

    public async Task<IResult> DeleteAsync(HttpContext http, long id)
    {
        var site = http.Site();
        using var turn = await _oneByOne.AcquireAsync(site, 1, http.RequestAborted);
        if (!turn.IsAcquired)
            return TooMany();
        // Noted first: if the rest is cut short, housekeeping does it.
        var now = time.GetUtcNow();
        var erasure = await erasures.BeginAsync(site.Id, id, now, http.RequestAborted);
        Log.Erased(logger, site.Name, await erasures.EraseAsync(erasure, now, http.RequestAborted) ? "is done" : "ends with a batch that is under way");
        return TypedResults.NoContent();
    }

    public void Dispose() => _oneByOne.Dispose();

    private static IResult TooMany() => Problem.TooManyRequests.Answer("Exports and erasures are done one by one: wait for the answers.", TimeSpan.FromSeconds(5));

    /// <summary>The greatest when it is not given; null when it is no number or out of range.</summary>
    private static long? Number(string? text, long least, long most) =>
        text is null ? most : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static ExportedLine Line(ExportedMessage m) =>
        new(m.Key, m.Component, m.Title, m.Alert, m.Link, m.State.Word(), m.Reason, m.TakenAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), m.Phones);

    private static partial class Log
    {
        [LoggerMessage(723, LogLevel.Information, "An erasure of site {Site} {State}.")]
        public static partial void Erased(ILogger logger, string site, string state);
    }
}
