using System.Text.Json;
using System.Text.Json.Serialization;

namespace AppCrueNotify.Sentinels;

/// <summary>One step of a self-test, for a person.</summary>
/// <param name="Decisive">Whether the sentinel stays off because of it when it did not pass.</param>
/// <param name="Words">What was seen and what it means.</param>
internal sealed record SelfTestStep(string Name, bool Passed, bool Decisive, string Words)
{
    public static SelfTestStep Ok(string name, string words) => new(name, true, true, words);

    public static SelfTestStep Bad(string name, string words) => new(name, false, true, words);

    /// <summary>Steps as they are stored.</summary>
    public static string Write(IReadOnlyList<SelfTestStep> steps) => JsonSerializer.Serialize([.. steps], SelfTestJson.Default.SelfTestStepArray);

    /// <summary>Steps as they were stored.</summary>
    public static IReadOnlyList<SelfTestStep> Read(string json) => JsonSerializer.Deserialize(json, SelfTestJson.Default.SelfTestStepArray) ?? [];
}

/// <summary>How a self-test stands in its column.</summary>
[JsonSerializable(typeof(SelfTestStep[]))]
internal sealed partial class SelfTestJson : JsonSerializerContext;
