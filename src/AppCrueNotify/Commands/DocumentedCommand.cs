using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AppCrueNotify.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class DocumentedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Lets the help of all commands end with their examples.</summary>
    public static void ShowExamples(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        // As the action it stands for: a missing argument is no reason to keep the help back.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = inner.Invoke(parseResult);
            if (parseResult.CommandResult.Command is DocumentedCommand { Examples.Count: > 0 } command)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var example in command.Examples)
                    output.WriteLine($"  {example}");
                output.WriteLine();
            }

            return code;
        }
    }
}
