using System.Globalization;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Commands;

/// <summary>Times as the operator's clock shows them.</summary>
internal static class LocalTime
{
    /// <summary>Date and time.</summary>
    public static string Words(DateTimeOffset time) => Local(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The zone of these times, in words.</summary>
    public static string Zone(DateTimeOffset now) => $"{TimeZoneInfo.Local.Id}, UTC{Local(now):zzz}";

    /// <summary>How long something took or lasts, roughly.</summary>
    public static string Roughly(TimeSpan duration) => SettingValues.Words(duration switch
    {
        { Ticks: < 0 } => TimeSpan.Zero,
        { TotalMinutes: < 2 } => TimeSpan.FromSeconds((long)duration.TotalSeconds),
        { TotalHours: < 2 } => TimeSpan.FromMinutes((long)duration.TotalMinutes),
        { TotalDays: < 2 } => TimeSpan.FromHours((long)duration.TotalHours),
        _ => TimeSpan.FromDays((long)duration.TotalDays),
    });

    private static DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, TimeZoneInfo.Local);
}
