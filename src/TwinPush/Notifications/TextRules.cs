namespace TwinPush.Notifications;

/// <summary>The rules every text of a request obeys. A flaw is described without quoting the text: it may be somebody's message.</summary>
internal static class TextRules
{
    /// <summary>Title, alert, url and serialized custom_properties: TwinPush/api-docs, notifications.md, "Notification params".</summary>
    public const int MaxLength = 255;

    /// <summary>What is wrong with a text, as the end of a sentence; null when nothing is.</summary>
    public static string? Flaw(string? text, int maxLength = int.MaxValue, bool mandatory = false)
    {
        if (text is null)
            return mandatory ? "is missing" : null;
        if (mandatory && string.IsNullOrWhiteSpace(text))
            return "is empty";
        if (text.Length > maxLength)
            return $"has {text.Length} UTF-16 units, but at most {maxLength} are allowed";
        return HasLoneSurrogate(text) ? "is not valid Unicode: it has half of a surrogate pair" : null;
    }

    /// <summary>What is wrong with an address: it must also be an absolute one, for TwinPush rejects malformed addresses. (A bare path counts as a file on Unix.)</summary>
    public static string? UrlFlaw(string? url)
    {
        if (url is null)
            return null;
        return Flaw(url, MaxLength, mandatory: true)
            ?? (url.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)) ? "has spaces or control characters" : null)
            ?? (Uri.TryCreate(url, UriKind.Absolute, out var address) && !address.IsFile ? null : "is not an absolute address");
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }
}
