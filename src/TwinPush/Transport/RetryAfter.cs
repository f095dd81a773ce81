using System.Globalization;

namespace TwinPush.Transport;

/// <summary>Reads the header Retry-After, in seconds or as a date, into 0 to one hour.</summary>
/// <remarks>RFC 9110, section 10.2.3; TwinPush does not document it, proxies send it.</remarks>
internal static class RetryAfter
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly string[] DateForms =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy",
    ];

    public static TimeSpan? Parse(string? header, DateTimeOffset now)
    {
        var text = header?.Trim();
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
        if (!DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var date))
            return null;
        var wait = date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }
}
