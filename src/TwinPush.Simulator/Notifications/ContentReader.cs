using System.Text.Json;
using System.Text.RegularExpressions;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Notifications;

/// <summary>The content fields and their limits, for a notification and for the overrides of a multiple target.</summary>
internal static partial class ContentReader
{
    /// <summary>"Limited to 255 characters" (notifications.md; faq-en.md says 500: the smaller one holds). Counted in UTF-16 units, the larger count.</summary>
    public const int Limit = 255;

    private const string TooLong = "is too long (maximum is 255 characters)";

    public static Content Read(JsonElement body)
    {
        string? alert = ReadText(body, "alert");
        if (string.IsNullOrWhiteSpace(alert))
            throw Refuse("alert can't be blank");
        return new Content(ReadText(body, "title"), alert, ReadUrl(body), ReadBadge(body) ?? Content.DefaultBadge,
            ReadProperties(body) is { } properties ? Limit255(CustomProperties.Merge(null, properties)) : null);
    }

    /// <summary>The notification's content with what the override defines; the very same object when it defines nothing.</summary>
    public static Content Override(Content content, JsonElement overrides)
    {
        if (overrides.ValueKind is not JsonValueKind.Object)
            throw Refuse("multiple target must be a hash of hashes");
        string? title = ReadText(overrides, "title"), alert = ReadText(overrides, "alert"), url = ReadUrl(overrides), badge = ReadBadge(overrides);
        if (alert is not null && string.IsNullOrWhiteSpace(alert))
            throw Refuse("alert can't be blank");
        var properties = ReadProperties(overrides);
        if (title is null && alert is null && url is null && badge is null && properties is null)
            return content;
        return content with
        {
            Title = title ?? content.Title,
            Alert = alert ?? content.Alert,
            Url = url ?? content.Url,
            Badge = badge ?? content.Badge,
            CustomProperties = properties is { } own ? Limit255(CustomProperties.Merge(content.CustomProperties, own)) : content.CustomProperties,
        };
    }

    private static string Limit255(string serialized) =>
        serialized.Length <= Limit ? serialized : throw Refuse("custom_properties " + TooLong);

    private static JsonElement? ReadProperties(JsonElement body)
    {
        if (!body.TryGetProperty("custom_properties", out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        return value.ValueKind is JsonValueKind.Object ? value : throw Refuse("custom_properties must be a hash");
    }

    private static string? ReadText(JsonElement body, string name)
    {
        if (body.Text(name, Refuse) is not { } text)
            return null;
        if (text.Length > Limit)
            throw Refuse($"{name} {TooLong}");
        return HtmlTag().IsMatch(text) ? throw Refuse($"{name} can't contain HTML tags") : text;
    }

    private static string? ReadUrl(JsonElement body)
    {
        if (body.Text("url", Refuse) is not { } url)
            return null;
        if (url.Length > Limit)
            throw Refuse("url " + TooLong);
        // RFC 3986 allows neither spaces nor control characters; System.Uri forgives both.
        bool valid = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0
            && !url.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or '"');
        return valid ? url : throw Refuse("url is not valid");
    }

    private static string? ReadBadge(JsonElement body)
    {
        if (!body.TryGetProperty("badge", out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        string? badge = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return badge is not null && BadgeForm().IsMatch(badge) ? badge : throw Refuse("badge is not valid");
    }

    private static Refusal Refuse(string message) => Refusal.NotificationNotCreated(message);

    [GeneratedRegex("<(/?[A-Za-z][^<>]*|!--.*)>", RegexOptions.Singleline)]
    private static partial Regex HtmlTag();

    [GeneratedRegex(@"^[+-]?[0-9]{1,6}\z")]
    private static partial Regex BadgeForm();
}
