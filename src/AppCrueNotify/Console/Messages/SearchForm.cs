using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage.Views;

namespace AppCrueNotify.Console.Messages;

/// <summary>What somebody looks for, as the address says it. What cannot be read counts as not given.</summary>
internal sealed record SearchForm
{
    public required MessageFilter Filter { get; init; }

    /// <summary>Where the page before ended.</summary>
    public long? Before { get; init; }

    /// <summary>The values by field, to show them again and to carry them on.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The fields of a filter.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["state", "user", "alias", "key", "text", "course", "component", "from", "until"];

    public string this[string field] => Values.GetValueOrDefault(field, "");

    /// <param name="read">Gives a field's value: of the query, or of a form.</param>
    /// <param name="sites">The sites that may be seen.</param>
    public static SearchForm Of(ConsoleRequest request, Func<string, string?> read, IEnumerable<long> sites)
    {
        var clock = request.Get<ReaderTime>();
        var values = Fields.Select(f => (Name: f, Value: read(f)?.Trim())).Where(f => !string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Name, f => f.Value!);
        // A search through texts would tell what they say.
        if (!request.Access.SeesTexts)
            values.Remove("text");
        return new()
        {
            Values = values,
            Before = Number(read("before")),
            Filter = new()
            {
                Sites = [.. sites],
                States = values.TryGetValue("state", out var word) && Enum.GetValues<RecipientState>().Where(s => s.Word() == word).ToArray() is [_] one ? one : [],
                UserId = Number(values.GetValueOrDefault("user")),
                Alias = values.GetValueOrDefault("alias"),
                Key = values.GetValueOrDefault("key"),
                Text = values.GetValueOrDefault("text"),
                CourseId = Number(values.GetValueOrDefault("course")),
                Component = values.GetValueOrDefault("component"),
                From = clock.Parse(values.GetValueOrDefault("from")),
                Until = clock.Parse(values.GetValueOrDefault("until")),
            },
        };
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
