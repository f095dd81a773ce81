using System.Text.Json.Serialization;

namespace TwinPush.Devices;

/// <summary>The answer to "get badge".</summary>
internal sealed record Badge
{
    [JsonPropertyName("badge")]
    public int Value { get; init; }
}
