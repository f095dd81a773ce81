using System.Text.Json;
using System.Text.Json.Serialization;
using AppCrueNotify.Commands.Trace;

namespace AppCrueNotify.Commands;

/// <summary>What commands print for programs.</summary>
[JsonSerializable(typeof(ComposedLine))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(TraceReport))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    /// <summary>One object a line.</summary>
    public static CommandJson Line { get; } = new(Written(indented: false));

    /// <summary>Indented, for one answer.</summary>
    public static CommandJson Page { get; } = new(Written(indented: true));

    private static JsonSerializerOptions Written(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        Converters = { new PlainStrings() },
    };
}
