using System.Text.Json;
using System.Text.Json.Serialization;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Moodle;

/// <summary>The body of <c>POST /api/v1/connect</c>.</summary>
internal sealed record ConnectRequest(string? Plugin, string? Moodle, IReadOnlyDictionary<string, JsonElement>? Settings);

/// <param name="Site">The site's name.</param>
/// <param name="Applied">Settings that were taken over.</param>
/// <param name="Differs">Settings that the gateway keeps although Moodle has another value.</param>
internal sealed record ConnectAnswer(string Site, IReadOnlyList<string> Applied, IReadOnlyList<string> Differs);

/// <summary>The body of <c>POST /api/v1/test-push</c>.</summary>
internal sealed record TestPushRequest([property: JsonPropertyName("userto")] TestPushUser? UserTo);

/// <summary>Who gets the test push.</summary>
internal sealed record TestPushUser(long? Id, string? Alias);

/// <summary>What became of a test push.</summary>
internal sealed record TestPushAnswer(string Outcome, string Reason, int? Phones);

/// <summary>A page of what is kept about a user, newest first.</summary>
/// <param name="Next">The cursor of the next page; null when this is the last.</param>
internal sealed record ExportAnswer(IReadOnlyList<ExportedLine> Messages, string? Next);

/// <summary>One message as the user gets to read it.</summary>
/// <param name="Time">When Moodle sent it, ISO 8601 in UTC.</param>
internal sealed record ExportedLine(string Key, string Component, string? Title, string? Alert, string? Link, string State, string Reason, string Time, IReadOnlyList<PhoneReceipt> Phones);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConnectRequest))]
[JsonSerializable(typeof(ConnectAnswer))]
[JsonSerializable(typeof(TestPushRequest))]
[JsonSerializable(typeof(TestPushAnswer))]
[JsonSerializable(typeof(ExportAnswer))]
internal sealed partial class MoodleJson : JsonSerializerContext;
