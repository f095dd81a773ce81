namespace TwinPush.Simulator.Api;

/// <summary>What TwinPush answers: a status and JSON.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    /// <summary>"It will return an OK (HTTP 200) code": the documentation shows no body, so there is an empty object.</summary>
    public static Answer Done { get; } = new(200, "{}"u8.ToArray());

    /// <summary>What was created, for the list of requests.</summary>
    public string? NotificationId { get; init; }

    public static Answer Ok(Action<System.Text.Json.Utf8JsonWriter> write) => new(200, ApiJson.Write(write));

    public static Answer Refused(Refusal refusal) => new(refusal.Status, ApiJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("errors");
        writer.WriteString("type", refusal.Type);
        writer.WriteString("message", refusal.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }));
}
