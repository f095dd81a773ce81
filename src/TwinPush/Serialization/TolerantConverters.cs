using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TwinPush.Notifications;

namespace TwinPush.Serialization;

// Answers are read for what they say, not for how they say it: numbers as texts, texts as numbers, nulls and surprises where a value is
// optional. One odd field must not make a whole answer unreadable.

/// <summary>A text, also when the server sends a number or a boolean; anything else is none.</summary>
internal sealed class TolerantTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadText(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public static string? ReadText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                reader.Skip();
                return null;
        }
    }
}

/// <summary>A whole number, also as a text or with a fraction of zero; anything else is 0.</summary>
internal sealed class TolerantCountConverter : JsonConverter<int>
{
    public override bool HandleNull => true;

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        double.TryParse(TolerantTextConverter.ReadText(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
            : 0;

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

/// <summary>A boolean, also as a text or as 0 and 1; anything else is none.</summary>
internal sealed class TolerantFlagConverter : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TolerantTextConverter.ReadText(ref reader)?.ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => null,
        };

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } flag)
            writer.WriteBooleanValue(flag);
        else
            writer.WriteNullValue();
    }
}

/// <summary>A time in any of TwinPush's forms; anything else is none.</summary>
internal sealed class TolerantTimeConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireDate.TryParse(TolerantTextConverter.ReadText(ref reader));

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value is { } time ? WireDate.Format(time) : null);
}

/// <summary>A list of texts; a single text is a list of one, and what is no text is left out.</summary>
internal sealed class TolerantListConverter : JsonConverter<IReadOnlyList<string>?>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return TolerantTextConverter.ReadText(ref reader) is { } only ? [only] : null;
        var list = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TolerantTextConverter.ReadText(ref reader) is { } text)
                list.Add(text);
        }

        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value ?? [])
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}

/// <summary>A delivery speed by its wire text; one this client does not know is none.</summary>
internal sealed class TolerantSpeedConverter : JsonConverter<DeliverySpeed?>
{
    public override DeliverySpeed? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = TolerantTextConverter.ReadText(ref reader);
        foreach (var speed in Enum.GetValues<DeliverySpeed>())
        {
            if (NotificationWriter.WireText(speed) == text)
                return speed;
        }

        return null;
    }

    public override void Write(Utf8JsonWriter writer, DeliverySpeed? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value is { } speed ? NotificationWriter.WireText(speed) : null);
}
