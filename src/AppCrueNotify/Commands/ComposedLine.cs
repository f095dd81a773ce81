using System.Text.Json.Serialization;

namespace AppCrueNotify.Commands;

/// <summary>What a phone would show for one message.</summary>
/// <param name="CustomProperties">The serialized JSON, exactly as TwinPush would get it: a string, because its limit counts its characters.</param>
/// <param name="Skipped">The reason why the site would not send it; left out when it would.</param>
internal sealed record ComposedLine(
    string Key,
    string Title,
    string Alert,
    string Link,
    string CustomProperties,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Skipped);
