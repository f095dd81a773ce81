using System.CommandLine;
using AppCrueNotify.Commands.Demo;

namespace AppCrueNotify.Commands;

/// <summary><c>demo</c>: everything at once, with messages of a real Moodle.</summary>
internal static class DemoCommand
{
    // Short, so that the demo need not wait; long enough for the messages of one request to travel together.
    private const string Window = "window=200ms";
    private const string FreeAddress = "http://127.0.0.1:0";

    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Ends by itself with a summary; exit code 0 when every push arrived on its phone." };
        var urls = new Option<string>("--urls") { Description = "Where the gateway listens; port 0 takes a free one.", HelpName = "URL", DefaultValueFactory = _ => FreeAddress };
        var simulatorUrls = new Option<string>("--simulator-urls") { Description = "Where the simulator listens; port 0 takes a free one.", HelpName = "URL", DefaultValueFactory = _ => FreeAddress };
        var set = SettingsOption.Create("--set");
        var command = new DocumentedCommand(
            "demo",
            "Starts a gateway and a TwinPush simulator with phones, posts messages that a real Moodle sent, and shows what arrives. Needs nothing and leaves nothing behind.",
            "appcrue-notify demo",
            "appcrue-notify demo --once",
            "appcrue-notify demo --once --set only-news-forum=off")
        { once, urls, simulatorUrls, set };
        command.SetAction((parsed, cancellation) => RunAsync(new()
        {
            Once = parsed.GetValue(once),
            Urls = parsed.GetRequiredValue(urls),
            SimulatorUrls = parsed.GetRequiredValue(simulatorUrls),
            Settings = SettingsOption.Apply(new Dictionary<string, string>(), [Window, .. parsed.GetRequiredValue(set)]),
        }, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        await using var world = await DemoWorld.StartAsync(options, cancellationToken);
        var result = await Progress.ShowAsync("Posting the messages", progress => new DemoRun(world, TimeProvider.System).RunAsync(progress, cancellationToken));
        await PrintAsync(System.Console.Out, [.. DemoText.Phones(result, world, links: !options.Once), .. DemoText.Summary(result)]);
        await PrintAsync(System.Console.Error, DemoText.Failures(result));
        if (!options.Once)
        {
            await PrintAsync(System.Console.Out, DemoText.Invitation(world, result.Arrivals.ByAlias.Keys.First(), await world.ConsoleLinkAsync(cancellationToken)).Prepend(""));
            await world.Gateway.WaitForShutdownAsync(cancellationToken);
        }

        return result.Succeeded ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task PrintAsync(TextWriter output, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await output.WriteLineAsync(line);
    }
}
