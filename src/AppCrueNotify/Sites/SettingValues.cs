using System.Globalization;
using System.Text.RegularExpressions;

namespace AppCrueNotify.Sites;

/// <summary>Reads typed values; every refusal is a <see cref="FormatException"/> that says what would fit.</summary>
internal static partial class SettingValues
{
    public static bool Switch(string value) => value.Trim().ToLowerInvariant() switch
    {
        "on" or "true" or "yes" or "1" => true,
        "off" or "false" or "no" or "0" => false,
        _ => throw new FormatException($"'{value}' is neither on nor off."),
    };

    public static string Text(string value, int limit) =>
        value.Length <= limit ? value : throw new FormatException($"The text has {value.Length} characters, at most {limit} fit.");

    /// <summary>A Liquid template that can be filled in, or nothing.</summary>
    public static string Template(string value)
    {
        if (value.Length > 0)
            LiquidTemplate.Parse(value);
        return value;
    }

    public static int Number(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"'{value}' is not a whole number from {least} to {most}.");

    public static string OneOf(string value, params string[] choices) =>
        choices.Contains(value) ? value : throw new FormatException($"'{value}' is none of {string.Join(", ", choices.Where(c => c.Length > 0))}.");

    public static T Choice<T>(string value) where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(value[0])
            ? choice
            : throw new FormatException($"'{value}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    public static Uri? Address(string value) => value.Length == 0
        ? null
        : Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new FormatException($"'{value}' is no address. It starts with https:// or http://.");

    /// <summary>A number with a unit: ms, s, min or m, h, d or days; a bare 0 is zero.</summary>
    public static TimeSpan Duration(string value, TimeSpan least, TimeSpan most)
    {
        var match = DurationForm().Match(value.Trim());
        if (!match.Success || !long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > 1_000_000_000 || (match.Groups[2].Length == 0 && number != 0))
            throw new FormatException($"'{value}' is no duration. Write a number and a unit, such as 500ms, 2s, 10min, 24h or 30 days.");
        var duration = number * (match.Groups[2].Value.ToLowerInvariant() switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "m" or "min" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" or "day" or "days" => TimeSpan.FromDays(1),
            _ => TimeSpan.FromSeconds(1),
        });
        return duration >= least && duration <= most ? duration : throw new FormatException($"{value} is not between {Words(least)} and {Words(most)}.");
    }

    /// <summary>A duration as the admin would type it.</summary>
    public static string Words(TimeSpan duration) => duration switch
    {
        { Ticks: 0 } => "0",
        { TotalDays: >= 2 } when duration.Ticks % TimeSpan.TicksPerDay == 0 => $"{duration.TotalDays} days",
        { TotalHours: >= 1 } when duration.Ticks % TimeSpan.TicksPerHour == 0 => $"{duration.TotalHours}h",
        { TotalMinutes: >= 1 } when duration.Ticks % TimeSpan.TicksPerMinute == 0 => $"{duration.TotalMinutes}min",
        { TotalSeconds: >= 1 } when duration.Ticks % TimeSpan.TicksPerSecond == 0 => $"{duration.TotalSeconds}s",
        _ => $"{duration.TotalMilliseconds}ms",
    };

    public static IReadOnlyDictionary<string, string> Map(string value)
    {
        var map = new Dictionary<string, string>();
        foreach (var entry in Entries(value))
        {
            var sign = entry.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                throw new FormatException($"'{entry}' is not of the form COMPONENT=VALUE.");
            map[entry[..sign].Trim()] = entry[(sign + 1)..].Trim();
        }

        return map;
    }

    public static IReadOnlySet<string> Set(string value) => Entries(value).ToHashSet();

    public static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> map, string component, string value) =>
        new Dictionary<string, string>(map) { [component] = value };

    public static PerComponent<T> Override<T>(PerComponent<T> setting, string component, T value) => component.Length == 0
        ? setting with { Default = value }
        : setting with { Overrides = new Dictionary<string, T>(setting.Overrides) { [component] = value } };

    private static string[] Entries(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("^([0-9]+) ?(ms|s|min|m|h|d|days?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();
}
