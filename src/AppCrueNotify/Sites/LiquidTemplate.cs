using System.Diagnostics.CodeAnalysis;
using Fluid;
using Fluid.Values;

namespace AppCrueNotify.Sites;

/// <summary>A Liquid template of the admin's, for a title or a text.</summary>
/// <remarks>
/// Nothing accumulates (no assign, capture, loop or include) and every filter's result is bounded, so a template is bounded by its own length; steps are bounded besides.
/// Filters: append, prepend, replace, remove, upcase, downcase, capitalize, truncate, truncatewords, strip, default, split, first, last, join, size, slice and their kin.
/// </remarks>
internal sealed class LiquidTemplate
{
    /// <summary>Characters a template may have.</summary>
    public const int Longest = 2000;

    private const int LongestValue = 2000;

    /// <summary>What a template may use, with an example of each.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["subject"] = "CAL: Cambio de aula",
        ["heading"] = "",
        ["title"] = "CAL: Cambio de aula",
        ["icon"] = "📢",
        ["text"] = "El examen será el lunes 14.",
        ["small"] = "María posted in CAL: Avisos",
        ["sender"] = "María José Ibáñez Núñez",
        ["context"] = "Cambio de aula",
        ["component"] = "mod_forum",
        ["name"] = "posts",
        ["site"] = "campus",
    };

    // No filter that asks for the time or the culture: equal messages make equal pushes.
    private static readonly string[] Filters =
    [
        "append", "prepend", "replace", "replace_first", "remove", "remove_first", "upcase", "downcase", "capitalize", "truncate", "truncatewords",
        "strip", "lstrip", "rstrip", "strip_newlines", "default", "split", "first", "last", "join", "size", "slice",
    ];

    private static readonly FluidParser Parser = Restricted();
    private static readonly TemplateOptions Strict = Options(strict: true);
    private static readonly TemplateOptions Lenient = Options(strict: false);

    private readonly IFluidTemplate _template;

    private LiquidTemplate(IFluidTemplate template) => _template = template;

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is wrong; the message says on which line and why.</exception>
    public static LiquidTemplate Parse(string source)
    {
        if (source.Length > Longest)
            throw new FormatException($"The template has {source.Length} characters, at most {Longest} fit.");
        if (!Parser.TryParse(source, out var template, out var error))
            throw new FormatException($"The template is wrong: {error}");
        var parsed = new LiquidTemplate(template);
        try
        {
            parsed.Render(Variables, Strict);
        }
        catch (Exception e) when (e is FluidException or InvalidOperationException or ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new FormatException($"The template is wrong: {e.Message} Known: {string.Join(", ", Variables.Keys)}.", e);
        }

        return parsed;
    }

    /// <summary>Reads a template if it is right.</summary>
    public static bool TryParse(string source, [NotNullWhen(true)] out LiquidTemplate? template)
    {
        try
        {
            template = Parse(source);
            return true;
        }
        catch (FormatException)
        {
            template = null;
            return false;
        }
    }

    /// <summary>The template filled in.</summary>
    public string Render(IReadOnlyDictionary<string, string> values) => Render(values, Lenient);

    private string Render(IReadOnlyDictionary<string, string> values, TemplateOptions options)
    {
        var context = new TemplateContext(options);
        foreach (var (name, value) in values)
            context.SetValue(name, value.Length > LongestValue ? value[..LongestValue] : value);
        return _template.Render(context);
    }

    private static FluidParser Restricted()
    {
        var parser = new FluidParser();
        foreach (var tag in parser.RegisteredTags.Keys.Except(["if", "unless", "case", "comment", "raw"]).ToArray())
            parser.RegisteredTags.Remove(tag);
        return parser;
    }

    private static TemplateOptions Options(bool strict)
    {
        var options = new TemplateOptions { MaxSteps = 500, MaxRecursion = 20, StrictVariables = strict, StrictFilters = strict };
        var known = options.Filters.ToDictionary();
        options.Filters.Clear();
        foreach (var name in Filters)
            options.Filters.AddFilter(name, Bounded(known[name]));
        return options;
    }

    private static FilterDelegate Bounded(FilterDelegate filter) => async (input, arguments, context) =>
    {
        var result = await filter(input, arguments, context);
        return result is StringValue && result.ToStringValue() is { Length: > LongestValue } text ? StringValue.Create(text[..LongestValue]) : result;
    };
}
