using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace AppCrueNotify.Commands;

/// <summary>One line of a file of JSON objects.</summary>
/// <param name="Number">From 1, as editors count.</param>
internal readonly record struct JsonLine(int Number, string Text);

/// <summary>Reads files with one JSON object a line. Empty lines count and mean nothing.</summary>
internal static class JsonLines
{
    // Within a request the object lies two levels deeper, and the intake takes 64.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 60 };

    /// <exception cref="UsageException">The file cannot be opened.</exception>
    public static Stream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>The lines that are not empty, one by one, whatever the file's size.</summary>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
                yield return new(number, text);
        }
    }

    /// <summary>Why the line is not one JSON object; null when it is one.</summary>
    public static string? Error(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : "it is not a JSON object";
        }
        catch (JsonException e)
        {
            return $"it is not JSON ({Sentence(e)})";
        }
    }

    /// <summary>The parser's words without its own line number, which is always 0 here.</summary>
    public static string Sentence(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var words = end < 0 ? e.Message : e.Message[..end];
        return e.BytePositionInLine is { } place ? $"{words.TrimEnd('.')}, at byte {place + 1}" : words.TrimEnd('.');
    }
}
