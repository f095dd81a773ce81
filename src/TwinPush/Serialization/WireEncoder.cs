using System.Text.Encodings.Web;

namespace TwinPush.Serialization;

/// <summary>
/// Escapes what JSON demands and nothing else: quotation mark, backslash and control characters. TwinPush's limits count the serialized
/// text, so slashes, accents and emoji must not grow; the framework's most relaxed encoder still turns each emoji into twelve characters.
/// </summary>
internal sealed unsafe class WireEncoder : JavaScriptEncoder
{
    public static readonly WireEncoder Shared = new();

    private WireEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\' or 0x7F;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < span.Length; i++)
        {
            if (WillEncode(span[i]))
                return i;
            if (!char.IsSurrogate(span[i]))
                continue;
            if (i + 1 < span.Length && char.IsSurrogatePair(span[i], span[i + 1]))
                i++;
            else
                return i;
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> escaped = stackalloc char[MaxOutputCharactersPerInputCharacter];
        numberOfCharactersWritten = Escape(unicodeScalar, escaped);
        if (escaped[..numberOfCharactersWritten].TryCopyTo(new Span<char>(buffer, bufferLength)))
            return true;
        numberOfCharactersWritten = 0;
        return false;
    }

    private static int Escape(int scalar, Span<char> into)
    {
        into[0] = '\\';
        var letter = scalar switch { '"' => '"', '\\' => '\\', '\n' => 'n', '\r' => 'r', '\t' => 't', '\b' => 'b', '\f' => 'f', _ => '\0' };
        if (letter != '\0')
        {
            into[1] = letter;
            return 2;
        }

        // Control characters and, for text that is not valid UTF-16, the replacement character: all of them are in the basic plane.
        into[1] = 'u';
        _ = ((ushort)scalar).TryFormat(into[2..], out _, "x4", null);
        return 6;
    }
}
