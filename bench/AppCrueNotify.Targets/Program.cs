using AppCrueNotify.Targets;

// Prints the table of docs/design.md's targets, each measured in this run. One argument picks rows by a part of their name.
Measurement[] all =
[
    new IntakeRate(),
    new OneMessageARequest(),
    new OneTextToMany(),
    new ManyTexts(),
    new TextsInTurns(),
    new LoneMessage(),
    new Backlog(),
    new ConsolePages(),
    new ColdStart(),
];
if (args is [RowProcess.Argument, var row])
{
    RowProcess.Tell(await all.Single(m => m.Name == row).RunAsync(CancellationToken.None));
    return 0;
}

var wanted = args.FirstOrDefault() ?? "";
var table = new ResultTable();
foreach (var measurement in all.Where(m => m.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)))
{
    System.Console.Error.WriteLine($"Measuring: {measurement.Name}");
    table.Add(measurement, await RowProcess.RunAsync(measurement, CancellationToken.None));
}

System.Console.WriteLine(table.Text());
return table.AllReached ? 0 : 1;
