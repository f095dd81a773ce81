using System.Globalization;
using System.Security.Claims;
using AppCrueNotify.Console.Access;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Kit;

/// <summary>Times as the reader writes them: in their language and time zone, or as how long ago.</summary>
internal sealed class ReaderTime(IHttpContextAccessor http, IStringLocalizer<KitText> words, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The reader's time zone; the gateway's own when they have not said one.</summary>
    public TimeZoneInfo Zone { get; } =
        http.HttpContext?.User.FindFirstValue(ConsoleClaims.TimeZone) is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : time.LocalTimeZone;

    /// <summary>Date and time to the second.</summary>
    public string Full(DateTimeOffset at) => Local(at).ToString("G", CultureInfo.CurrentCulture);

    /// <summary>The time alone for today, the date too for other days.</summary>
    public string Short(DateTimeOffset at) =>
        Local(at).Date == Local(Now).Date ? Local(at).ToString("T", CultureInfo.CurrentCulture) : Local(at).ToString("g", CultureInfo.CurrentCulture);

    /// <summary>How long ago, or in how long, in words.</summary>
    public string Ago(DateTimeOffset at)
    {
        var span = Now - at;
        return span switch
        {
            _ when span.Duration() < TimeSpan.FromSeconds(10) => words["Now"],
            _ when span < TimeSpan.Zero => words["In", Long(-span)],
            _ => words["Ago", Long(span)],
        };
    }

    /// <summary>A length of time in its greatest unit: 40 s, 12 min, 3 h, 2 d.</summary>
    public static string Long(TimeSpan span)
    {
        var culture = CultureInfo.CurrentCulture;
        return span switch
        {
            { TotalSeconds: < 1 } => string.Create(culture, $"{span.TotalMilliseconds:0} ms"),
            { TotalSeconds: < 90 } => string.Create(culture, $"{span.TotalSeconds:0} s"),
            { TotalMinutes: < 90 } => string.Create(culture, $"{span.TotalMinutes:0} min"),
            { TotalHours: < 36 } => string.Create(culture, $"{span.TotalHours:0} h"),
            _ => string.Create(culture, $"{span.TotalDays:N0} d"),
        };
    }

    /// <summary>A moment that the reader typed in their own time (as a browser's date field sends it); null when it is none.</summary>
    public DateTimeOffset? Parse(string? typed)
    {
        if (!DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return null;
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // An hour that the clocks skip in spring is read as the one after it.
        return Zone.IsInvalidTime(unspecified) ? Parse(local.AddHours(1).ToString("s", CultureInfo.InvariantCulture)) : new(unspecified, Zone.GetUtcOffset(unspecified));
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
