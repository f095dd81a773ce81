using System.Globalization;

namespace TwinPush.Serialization;

/// <summary>TwinPush's dates: written <c>yyyy-MM-dd HH:mm:ss +0000</c>, read with <c>UTC</c>, a numeric offset or as ISO 8601.</summary>
/// <remarks>TwinPush/api-docs, notifications.md, "create", parameter <c>send_since</c>; answers use both other forms.</remarks>
internal static class WireDate
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd",
    ];

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? TryParse(string? text) =>
        DateTimeOffset.TryParseExact(WithColon(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time
            : null;

    // .NET reads offsets as +00:00 only; TwinPush writes +0000.
    private static string? WithColon(string? text) =>
        text is { Length: > 5 } && text[^5] is '+' or '-' && text.AsSpan(text.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0 && text.Contains(':')
            ? text.Insert(text.Length - 2, ":")
            : text;
}
