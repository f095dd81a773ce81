using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AppCrueNotify.Messages.Reading;

/// <summary>Reads JSON strings as Moodle's PHP may write them, including what System.Text.Json refuses: lone surrogates and bytes that are no UTF-8.</summary>
internal static class JsonText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The string or name at the reader as well-formed UTF-16; what is broken in it has become U+FFFD.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        // Asking first is cheaper than an exception for each broken string of a hostile request.
        var raw = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        var doubtful = (reader.ValueIsEscaped && (raw.IndexOf("\\ud"u8) >= 0 || raw.IndexOf("\\uD"u8) >= 0)) || !Utf8.IsValid(raw);
        return doubtful ? ReadBroken(raw) : reader.GetString()!;
    }

    /// <summary>Whether the name at the reader is this one, escaped or not.</summary>
    /// <param name="name">Letters only.</param>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? Read(ref reader) == Encoding.ASCII.GetString(name) : reader.ValueTextEquals(name);

    private static string ReadBroken(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            // The reader has checked that an escape is complete.
            i++;
            if (text[i] == 'u')
            {
                plain.Append((char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                plain.Append(Unescape(text[i]));
            }
        }

        return Mend(plain);
    }

    private static char Unescape(char letter) => letter switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\b',
        'f' => '\f',
        _ => letter,
    };

    private static string Mend(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                text[i] = Replacement;
        }

        return text.ToString();
    }
}
