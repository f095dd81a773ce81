using System.Text.Json.Serialization;

namespace AppCrueNotify.Storage;

/// <summary>How settings stand in their column.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StorageJson : JsonSerializerContext;
