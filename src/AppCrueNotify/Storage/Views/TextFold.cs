using System.Globalization;
using System.Text;

namespace AppCrueNotify.Storage.Views;

/// <summary>One form for texts that people take for the same: without case and accents.</summary>
internal static class TextFold
{
    public static string Of(string text)
    {
        // Most texts of a window are looked at and not found: the plain ones must cost little.
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Normalize(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(letter));
        }

        return folded.ToString();
    }

    // A lone surrogate cannot be normalized; it can still be looked through.
    private static string Normalize(string text) => text.IsWellFormed() ? text.Normalize(NormalizationForm.FormKD) : text;

    private static bool IsWellFormed(this string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
