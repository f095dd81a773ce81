using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TwinPush.Transport;

/// <summary>One page of a list.</summary>
/// <remarks>
/// TwinPush/api-docs, api-concepts.md, "Pagination". <paramref name="TotalPages"/> is null where an answer leaves it out, as the examples
/// of inbox and search do.
/// </remarks>
internal sealed record Page<T>(IReadOnlyList<T> Objects, int? TotalPages, string Raw)
{
    /// <summary>TwinPush's default page size.</summary>
    private const int DefaultSize = 30;

    public static Page<T>? Read(JsonElement root, JsonTypeInfo<T> type)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Array)
            return null;
        var entries = objects.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object).Select(entry => entry.Deserialize(type)!);
        return new Page<T>(entries.ToList(), TotalPagesOf(root), objects.GetRawText());
    }

    /// <summary>Whether this is surely the last page.</summary>
    public bool IsLast(int number, int size)
    {
        if (Objects.Count == 0)
            return true;
        if (TotalPages is { } total)
            return number >= total;

        // Without a total: shorter than both the size asked for and the size of a server that ignores it.
        return Objects.Count < Math.Min(size, DefaultSize);
    }

    private static int? TotalPagesOf(JsonElement root)
    {
        if (!root.TryGetProperty("total_pages", out var total))
            return null;
        if (total.ValueKind == JsonValueKind.Number && total.TryGetInt32(out var number))
            return number;
        return total.ValueKind == JsonValueKind.String && int.TryParse(total.GetString(), out number) ? number : null;
    }
}
