using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AppCrueNotify.Targets;

/// <summary>The table as Markdown, with the machine it was measured on.</summary>
internal sealed class ResultTable
{
    private readonly List<(Measurement Measurement, Figure Figure)> _rows = [];

    public bool AllReached => _rows.TrueForAll(r => r.Figure.Reached);

    public void Add(Measurement measurement, Figure figure) => _rows.Add((measurement, figure));

    public string Text()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}; each row in a process of its own, with the memory setting of docs/operating.md (32 MiB for new objects), with gateway, simulator and load in it unless said otherwise.");
        text.AppendLine();
        text.AppendLine("| What | Target | Measured | |");
        text.AppendLine("|---|---|---|---|");
        foreach (var (measurement, figure) in _rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {measurement.Name} | {measurement.Target} | {figure.Text} | {(figure.Reached ? "reached" : "**missed**")} |");
        return text.ToString();
    }
}
