using System.Globalization;

namespace AppCrueNotify.Scale;

/// <summary>The figures as a table for docs/scaling.md.</summary>
internal sealed class ResultTable(int recipients, int sites)
{
    private readonly List<Result> _results = [];

    public void Add(Result result)
    {
        _results.Add(result);
        System.Console.WriteLine(Row(result));
    }

    public void Print()
    {
        System.Console.WriteLine();
        System.Console.WriteLine(FormattableString.Invariant($"{recipients:N0} recipients of {sites} sites with {Day.UsersPerSite:N0} users each"));
        System.Console.WriteLine();
        System.Console.WriteLine("| | recipients/s | to SQLite | all sent after | all taken after | requests | CPU gateways | CPU PostgreSQL | CPU load and simulator |");
        System.Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var result in _results)
            System.Console.WriteLine(Row(result));
    }

    private string Row(Result r)
    {
        var sqlite = _results.FirstOrDefault(x => x.Nodes == 0);
        var name = r.Nodes switch { 0 => "SQLite", 1 => "PostgreSQL, 1 node", _ => $"PostgreSQL, {r.Nodes} nodes" };
        var ratio = sqlite is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{r.PerSecond / sqlite.PerSecond:0.00}");
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {r.PerSecond:N0} | {ratio} | {r.All.TotalSeconds:0} s | {r.Taken.TotalSeconds:0} s | {r.Requests:N0} | {r.Gateways.TotalSeconds:0} s | {r.Server.TotalSeconds:0} s | {r.World.TotalSeconds:0} s |");
    }
}
