using AppCrueNotify.Commands.Replay;

namespace AppCrueNotify.Commands.Demo;

/// <summary>What the demo prints.</summary>
internal static class DemoText
{
    /// <summary>What each phone shows, oldest first.</summary>
    public static IEnumerable<string> Phones(DemoResult result, DemoWorld world, bool links)
    {
        foreach (var (alias, pushes) in result.Arrivals.ByAlias)
        {
            yield return $"Phone of {alias}, {pushes.Count} pushes{(links ? $": {world.PhonePage(alias)}" : "")}";
            foreach (var push in pushes)
            {
                yield return $"  {push.Title} — {push.Alert.ReplaceLineEndings(" ")}";
                if (push.Link is { Length: > 0 } link)
                    yield return $"    {link}";
            }

            yield return "";
        }
    }

    public static IEnumerable<string> Summary(DemoResult result)
    {
        yield return "Summary";
        yield return Row("messages posted", result.Report.Lines, "");
        foreach (var ((status, reason), count) in result.Report.Counts)
            yield return Row(status, count, reason);
        yield return Row("different pushes", result.Expected.Select(e => (e.Title, e.Alert, e.Link)).Distinct().Count(), "");
        yield return Row("requests to TwinPush", result.Requests, "");
        foreach (var (alias, pushes) in result.Arrivals.ByAlias)
            yield return Row($"arrived at {alias}", pushes.Count, $"of {result.Expected.Count(e => e.Alias == alias)} that should");
    }

    /// <summary>What is missing.</summary>
    public static IEnumerable<string> Failures(DemoResult result)
    {
        if (result.Report.Stopped is { } stopped)
            yield return $"Posting stopped: {stopped}";
        if (result.Expected.Count == 0)
            yield return "Of all messages nothing was queued, so nothing could arrive.";
        foreach (var bad in result.Report.Results.Where(r => r.Status is "rejected" or ReplayReport.Failed))
            yield return $"line {bad.Line} (key {bad.Key}): {bad.Status}: {bad.Reason}";
        if (result.Open > 0)
            yield return $"{result.Open} messages are still on their way.";
        foreach (var missing in result.Arrivals.Missing)
            yield return missing;
    }

    /// <summary>Where to look and what to try.</summary>
    public static IEnumerable<string> Invitation(DemoWorld world, string alias, Uri console) =>
    [
        "Look at",
        $"  the console          {console}",
        $"  the phones           {world.Simulator.Address}",
        $"  the gateway's health {new Uri(world.Gateway.Address, "/health/ready")}",
        "Try, in another terminal",
        $"  appcrue-notify trace --site {DemoWorld.SiteName} --user 6004 --data {Shell.Quote(world.DataDirectory)}",
        $"  appcrue-notify test-push --site {DemoWorld.SiteName} --alias {Shell.Quote(alias)} --data {Shell.Quote(world.DataDirectory)}",
        $"  appcrue-notify site set {DemoWorld.SiteName} only-news-forum=off --data {Shell.Quote(world.DataDirectory)}",
        $"  appcrue-notify replay FILE.jsonl --to {world.Gateway.Address.GetLeftPart(UriPartial.Authority)} --token {world.Token}",
        "('dotnet run --project src/AppCrueNotify --' is the same as 'appcrue-notify'.)",
        "It runs until you stop it with Ctrl+C; then its data is removed.",
    ];

    private static string Row(string what, long count, string note) => $"  {what,-24}{count,6}  {note}".TrimEnd();
}
