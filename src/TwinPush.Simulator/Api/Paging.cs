using System.Globalization;
using System.Text.Json;

namespace TwinPush.Simulator.Api;

/// <summary>per_page and page (api-concepts.md, Pagination).</summary>
internal sealed record Paging(int PerPage, int Page)
{
    public const int DefaultPerPage = 30;

    /// <summary>"If 0 or negative value is given, page 1 will be returned"; what is no number counts as absent.</summary>
    public static Paging From(string? perPage, string? page) => new(
        int.TryParse(perPage, NumberStyles.Integer, CultureInfo.InvariantCulture, out int size) && size > 0 ? size : DefaultPerPage,
        int.TryParse(page, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : 1);

    /// <summary>A page past the end is the error NotFound; the first page of nothing is an empty list (the example of deliveries).</summary>
    public Answer List<T>(IEnumerable<T> all, Action<Utf8JsonWriter, T> write)
    {
        var items = all as IReadOnlyCollection<T> ?? [.. all];
        long offset = (long)(Page - 1) * PerPage;
        if (Page > 1 && offset >= items.Count)
            throw Refusal.NotFound();
        return Answer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("offset", offset);
            writer.WriteNumber("total_pages", Math.Max(1, (items.Count + (long)PerPage - 1) / PerPage));
            writer.WriteNumber("total_entries", items.Count);
            writer.WriteNumber("per_page", PerPage);
            writer.WriteNumber("current_page", Page);
            writer.WriteStartArray("objects");
            foreach (var item in items.Skip((int)offset).Take(PerPage))
                write(writer, item);
            writer.WriteEndArray();
            writer.WriteStartArray("references");
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
