using System.Text.Json.Serialization;

namespace AppCrueNotify.Storage;

/// <summary>How settings and lists stand in their columns.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(long[]))]
internal sealed partial class StorageJson : JsonSerializerContext;
