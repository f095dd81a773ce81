using System.CommandLine;
using AppCrueNotify.Commands.Replay;

namespace AppCrueNotify.Commands;

/// <summary><c>replay</c>: posts messages of a file to a gateway.</summary>
internal static class ReplayCommand
{
    private const int ErrorsShown = 20;

    public static Command Create()
    {
        var file = new Argument<string>("FILE.jsonl") { Description = "Messages in intake form, one JSON object a line." };
        var to = new Option<Uri>("--to") { Description = "The gateway's address, such as http://127.0.0.1:5080.", HelpName = "URL", Required = true, CustomParser = Address };
        var token = new Option<string?>("--token") { Description = "The site's token.", HelpName = "TOKEN" };
        var tokenFile = new Option<string?>("--token-file") { Description = "A file with the token; - reads standard input.", HelpName = "FILE" };
        var batch = new Option<int>("--batch") { Description = "Messages a request, 1 to 1000.", HelpName = "COUNT", DefaultValueFactory = _ => 200 };
        batch.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
                result.AddError("--batch takes a number from 1 to 1000.");
        });
        var command = new DocumentedCommand(
            "replay",
            "Posts the messages of a file to a gateway, as Moodle would. Repeating it is harmless: a known key is answered as a duplicate.",
            "appcrue-notify replay samples/moodle-events/campus.jsonl --to http://127.0.0.1:5080 --token-file campus.token",
            "appcrue-notify replay lost.jsonl --to https://push.example.edu --token-file - --batch 1000 < campus.token")
        { file, to, token, tokenFile, batch };
        command.SetAction(async (parsed, cancellation) =>
        {
            var secret = await new SecretInput().ReadAsync(parsed, token, tokenFile, cancellation);
            var options = new ReplayOptions
            {
                Gateway = parsed.GetRequiredValue(to),
                Token = secret is { Length: > 0 } && !secret.Any(c => char.IsControl(c) || c > 126) ? secret : throw new UsageException("Give the site's token: --token TOKEN or --token-file FILE."),
                BatchSize = parsed.GetValue(batch),
            };
            await using var stream = JsonLines.Open(parsed.GetRequiredValue(file));
            var report = await Progress.ShowAsync("Posting", progress =>
                new Replayer(options, TimeProvider.System).RunAsync(JsonLines.ReadAsync(stream, cancellation), progress.Say, cancellation));
            await PrintAsync(report);
            return report.Clean ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static async Task PrintAsync(ReplayReport report)
    {
        var bad = report.Results.Where(r => r.Status is "rejected" or ReplayReport.Failed).ToList();
        foreach (var result in bad.Take(ErrorsShown))
            await System.Console.Error.WriteLineAsync($"line {result.Line}{(result.Key is null ? "" : $" (key {result.Key})")}: {result.Status}: {result.Reason}");
        if (bad.Count > ErrorsShown)
            await System.Console.Error.WriteLineAsync($"and {bad.Count - ErrorsShown} more lines");
        await System.Console.Out.WriteLineAsync($"{report.Lines} messages read, {report.Requests} requests accepted");
        foreach (var ((status, reason), count) in report.Counts)
            await System.Console.Out.WriteLineAsync($"{status,-10} {count,8}  {reason}".TrimEnd());
        if (report.Stopped is not null)
            await System.Console.Error.WriteLineAsync($"Stopped: {report.Stopped}");
    }

    private static Uri? Address(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", Fragment: "", UserInfo: "" })
            return uri;
        result.AddError($"--to: '{text}' is no address. It starts with http:// or https:// and has no query.");
        return null;
    }
}
