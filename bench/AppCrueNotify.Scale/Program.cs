using AppCrueNotify.Scale;

// The day of many universities in a few minutes: on SQLite with one gateway, and on PostgreSQL with one, two and three.
//   dotnet run -c Release --project bench/AppCrueNotify.Scale [-- RECIPIENTS [SITES [RUNS]]]     RUNS such as sqlite,1,2,3
var recipients = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000;
var sites = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 200;
var runs = (args.Length > 2 ? args[2] : "sqlite,1,2,3").Split(',');

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
var table = new ResultTable(recipients, sites);
foreach (var run in runs)
    table.Add(await Run.MeasureAsync(run == "sqlite" ? 0 : int.Parse(run, System.Globalization.CultureInfo.InvariantCulture), new(sites, recipients / sites), stop.Token));
table.Print();
