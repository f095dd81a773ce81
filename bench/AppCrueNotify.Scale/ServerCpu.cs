using System.Globalization;
using AppCrueNotify.Tests.Storage.Postgres;

namespace AppCrueNotify.Scale;

/// <summary>Processor time of a PostgreSQL server: its first process, those that ended, and those that live.</summary>
internal static class ServerCpu
{
    private const double TicksPerSecond = 100;

    public static TimeSpan Of(PostgresCluster? cluster)
    {
        if (cluster is null)
            return TimeSpan.Zero;
        var all = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, out _)).Select(Read).OfType<(int Id, int Parent, string Command, long Own, long Ended)>().ToList();
        var first = all.Single(p => p.Command.Split('\0')[0].EndsWith("/bin/postgres", StringComparison.Ordinal) && p.Command.Contains($"-p\0{cluster.Port}\0", StringComparison.Ordinal));
        return TimeSpan.FromSeconds((first.Own + first.Ended + all.Where(p => p.Parent == first.Id).Sum(p => p.Own)) / TicksPerSecond);
    }

    private static (int Id, int Parent, string Command, long Own, long Ended)? Read(string? id)
    {
        try
        {
            var numbers = File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ');
            long Number(int field) => long.Parse(numbers[field - 3], CultureInfo.InvariantCulture);
            return (int.Parse(id!, CultureInfo.InvariantCulture), (int)Number(4), File.ReadAllText($"/proc/{id}/cmdline"), Number(14) + Number(15), Number(16) + Number(17));
        }
        catch (IOException)
        {
            // It ended while we looked.
            return null;
        }
    }
}
