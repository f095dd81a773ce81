using System.Text.Json.Serialization;

namespace AppCrueNotify.Storage;

/// <summary>How settings and lists stand in their columns.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class StorageJson : JsonSerializerContext;
