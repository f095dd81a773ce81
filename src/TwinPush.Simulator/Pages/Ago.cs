using System.Globalization;

namespace TwinPush.Simulator.Pages;

/// <summary>Times as a phone words them.</summary>
internal static class Ago
{
    public static string Of(DateTimeOffset time, DateTimeOffset now) => (now - time) switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalMinutes: < 60 } age => Number(age.TotalMinutes) + "m ago",
        { TotalHours: < 24 } age => Number(age.TotalHours) + "h ago",
        var age => Number(age.TotalDays) + "d ago",
    };

    private static string Number(double value) => ((int)value).ToString(CultureInfo.InvariantCulture);
}
