using System.Text.Json;
using AppCrueNotify.Messages.Reading;

namespace AppCrueNotify.Intake;

/// <summary>Reads the body of an intake request.</summary>
internal static class RequestReader
{
    // The reader walks without recursion, a bit a level: depth costs nothing here, and refusing it would refuse the neighbours as well.
    // MessageReader bounds what is kept.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    /// <summary>The request's messages in their order, at most one more than the limit.</summary>
    /// <exception cref="JsonException">The body is not JSON of the intake's form; the message says where.</exception>
    public static List<ReadMessage> Read(ReadOnlySpan<byte> body, int limit)
    {
        var json = new Utf8JsonReader(body, Options);
        List<ReadMessage>? messages = null;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The body must be an object with the field 'messages'.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!JsonText.Is(ref json, "messages"u8))
            {
                json.Read();
                json.Skip();
                continue;
            }

            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
                throw new JsonException("'messages' must be a list.");
            messages = [];
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                messages.Add(MessageReader.Read(ref json, body));
                if (messages.Count > limit)
                    return messages;
            }
        }

        // Reads to the end, so that text after the object is refused.
        while (json.Read())
        {
        }

        return messages ?? throw new JsonException("The field 'messages' is missing.");
    }
}
