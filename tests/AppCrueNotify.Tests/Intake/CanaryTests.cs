using System.Text;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Extensions.Logging;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Intake;

/// <summary>T26: what must never leave by a log line, an error's body or a metric: tokens, aliases, texts.</summary>
public sealed class CanaryTests
{
    private const string Alias = "canaryalias4711";
    private const string Text = "canarytext4711";

    [Fact]
    public async Task No_token_alias_or_text_is_in_any_log_line_problem_or_metric()
    {
        await using var gateway = await GatewayFixture.StartAsync(o => o with { LogLevel = LogLevel.Trace, LogForm = null, LogFiles = true }, ("window", "0"));
        var answers = new StringBuilder();
        string Canary(string key, long user, params (string, string)[] more) => With(key, user, [("subject", $"\"{Text}\""), ("smallmessage", $"\"{Text}\""), ("userto.alias", $"\"{Alias}\""), .. more]);
        string[] bodies =
        [
            Request(Canary("a", 1)), Request(Canary("b", 2, ("customdata", "[1,}"))), Request(Canary("c", 3, ("fullmessage", "5"))), Request(Canary("d", 4))[..^5],
            Request(Canary("e", 5)) + Text, Request(Canary("a", 1, ("contexturl", $"\"{Text}\""))), $"{{\"messages\":\"{Text}\"}}", $"{Text}",
        ];
        foreach (var body in bodies)
            answers.AppendLine(await (await gateway.PostAsync(body)).Content.ReadAsStringAsync(GatewayFixture.Cancellation));
        var secret = gateway.Token.Split('.')[1];
        answers.AppendLine(await (await gateway.PostAsync(bodies[0], gateway.Token + "x")).Content.ReadAsStringAsync(GatewayFixture.Cancellation));
        await gateway.DrainAsync();
        gateway.Simulator.State.AddFault(new() { Kind = TwinPush.Simulator.Faults.FaultKind.Status, Status = 422, ErrorMessage = $"{Alias} {Text} is bad", Count = 1 });
        await gateway.TakeAsync([Canary("f", 6)]);
        await gateway.DrainAsync();
        gateway.Simulator.State.AddFault(new() { Kind = TwinPush.Simulator.Faults.FaultKind.Status, Status = 403, ErrorMessage = $"{gateway.Site.CreatorKey} is bad", Count = 1 });
        await gateway.TakeAsync([Canary("g", 7)]);
        await GatewayFixture.UntilAsync(async () => (await gateway.TraceAsync("g")).Attempts.Any(a => a.State == "misconfigured"));
        answers.AppendLine(await gateway.Client().GetStringAsync("/metrics", GatewayFixture.Cancellation));
        Assert.Contains("attempts_total", answers.ToString(), StringComparison.Ordinal);
        await gateway.RestartAsync();

        var logs = string.Concat(Directory.GetFiles(Path.Combine(gateway.Directory, "logs")).Select(ReadShared));
        Assert.Equal(422, (await gateway.TraceAsync("f")).Attempts[0].Status);
        Assert.Contains("Attempt", logs, StringComparison.Ordinal);
        foreach (var canary in (string[])[Alias, Text, secret, gateway.Site.CreatorKey])
        {
            Assert.DoesNotContain(canary, logs, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(canary, answers.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
