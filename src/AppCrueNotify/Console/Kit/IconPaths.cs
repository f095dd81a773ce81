using System.Collections.Frozen;

namespace AppCrueNotify.Console.Kit;

/// <summary>The icons' lines, on a grid of 16 by 16. Our own drawings.</summary>
internal static class IconPaths
{
    private static readonly FrozenDictionary<string, string> All = new Dictionary<string, string>
    {
        ["overview"] = "M2 14V9h3v5zM6.5 14V2h3v12zM11 14V6h3v8z",
        ["messages"] = "M2 3h12v8H8l-3 3v-3H2z",
        ["settle"] = "M8 2l6.5 12h-13zM8 6.5v3.5M8 12v.1",
        ["reach"] = "M5 1.5h6v13H5zM7.5 12.5h1",
        ["send"] = "M14.5 1.5L7 9M14.5 1.5L10 14.5 7 9 1.5 6z",
        ["sites"] = "M1.5 14h13M3 14V6l5-4 5 4v8M6.5 14v-4h3v4",
        ["people"] = "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 14c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 7.500a2 2 0 1 0 0-4M12 10c1.5.3 2.5 1.7 2.5 4",
        ["person"] = "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14.500c0-3 2.5-4.5 5.5-4.500s5.5 1.5 5.5 4.5",
        ["activity"] = "M1.5 8.500h3l2-5 3 9 2-4h3",
        ["system"] = "M2 3h12v4H2zM2 9h12v4H2zM4.5 5v.1M4.5 11v.1",
        ["waiting"] = "M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.500V8l2.5 1.5",
        ["sending"] = "M2 8h11M9 4l4 4-4 4",
        ["done"] = "M2.5 8.500l3.5 3.5 7.5-8",
        ["opened"] = "M1.5 8.500l3 3 6-7M7.5 11l.5.5 6-7",
        ["failed"] = "M3.5 3.500l9 9M12.5 3.500l-9 9",
        ["no-phone"] = "M5 1.500h6v13H5zM2 14L14 2",
        ["held"] = "M5.5 3v10M10.5 3v10",
        ["ended"] = "M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5 8h6",
        ["skipped"] = "M3 3.500L8 8l-5 4.500zM8 3.500L13 8l-5 4.500z",
        ["info"] = "M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7.500V11M8 5v.1",
        ["search"] = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.5 10.500L14 14",
        ["menu"] = "M2 4h12M2 8h12M2 12h12",
        ["language"] = "M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM1.5 8h13M8 1.500c4 4 4 9 0 13M8 1.500c-4 4-4 9 0 13",
        ["theme"] = "M8 1.500a6.5 6.5 0 1 0 0 13zM8 1.500a6.5 6.5 0 0 1 0 13",
        ["key"] = "M5.5 11a3.5 3.5 0 1 1 3-5.500h6v3h-2v2h-3v-2M5 7.500v.1",
        ["out"] = "M9 2H2.500v12H9M6 8h8M11 5l3 3-3 3",
        ["next"] = "M6 3l5 5-5 5",
        ["back"] = "M10 3L5 8l5 5",
        ["add"] = "M8 2.500v11M2.5 8h11",
        ["retry"] = "M13.5 8a5.5 5.5 0 1 1-2-4.200M13.5 1.500V5H10",
        ["download"] = "M8 2v8M4.5 7L8 10.5 11.5 7M2.5 14h11",
    }.ToFrozenDictionary();

    /// <summary>Every name.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <exception cref="ArgumentException">There is no icon of that name.</exception>
    public static string Of(string name) => All.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no icon '{name}'.", nameof(name));
}
