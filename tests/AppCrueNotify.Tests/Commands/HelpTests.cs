using System.CommandLine;
using System.CommandLine.Parsing;
using AppCrueNotify.Commands;

namespace AppCrueNotify.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> CommandNames => [.. Leaves(CommandLine.Create(), "").Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void Every_command_has_help_with_examples_and_explains_every_option(string name)
    {
        using var output = new StringWriter();
        var code = CommandLine.Create().Parse($"{name} --help").Invoke(new() { Output = output });
        Assert.Equal(0, code);
        Assert.Contains($"Examples:{Environment.NewLine}  appcrue-notify {name}", output.ToString(), StringComparison.Ordinal);
        var command = Leaves(CommandLine.Create(), "").Single(l => l.Name == name).Command;
        Assert.All(command.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Description), o.Name));
        Assert.All(command.Arguments, a => Assert.False(string.IsNullOrWhiteSpace(a.Description), a.Name));
    }

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void Every_example_of_the_help_is_right(string name)
    {
        var command = Leaves(CommandLine.Create(), "").Single(l => l.Name == name).Command;
        foreach (var example in command.Examples)
        {
            // What follows is the shell's.
            var words = CommandLineParser.SplitCommandLine(example.Split(" < ")[0]).Skip(1).ToArray();
            Assert.Empty(CommandLine.Create().Parse(words).Errors);
        }
    }

    [Fact]
    public async Task The_help_of_the_program_names_every_command()
    {
        var finished = await Binary.RunAsync("--help");
        Assert.Equal(0, finished.Code);
        Assert.All(CommandLine.Create().Subcommands, c => Assert.Contains($"  {c.Name} ", finished.Output, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, DocumentedCommand Command)> Leaves(Command command, string path) => command.Subcommands.SelectMany(sub => sub.Subcommands.Count > 0
        ? Leaves(sub, $"{path}{sub.Name} ")
        : [($"{path}{sub.Name}", Assert.IsType<DocumentedCommand>(sub))]);
}
