using System.CommandLine;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary>Options that choose messages of a site. Changing all of them has to be said.</summary>
internal sealed class MessageChoiceOptions
{
    private readonly Option<string?> _key = new("--key") { Description = "The message with this key.", HelpName = "KEY" };
    private readonly Option<long?> _user = new("--user") { Description = "Messages to this Moodle user.", HelpName = "ID" };
    private readonly Option<string?> _component = new("--component") { Description = "Messages of this component, such as mod_forum.", HelpName = "COMPONENT" };
    private readonly Option<string?> _tag = new("--tag") { Description = "Messages of the attempt with this tag, as 'trace' shows it.", HelpName = "TAG" };
    private readonly Option<bool> _all = new("--all") { Description = "All of the site." };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_key, _user, _component, _tag, _all])
            command.Options.Add(option);
    }

    /// <exception cref="UsageException">Nothing was chosen, or everything beside something.</exception>
    public MessageChoice Read(ParseResult parsed)
    {
        var choice = new MessageChoice { Key = parsed.GetValue(_key), UserId = parsed.GetValue(_user), Component = parsed.GetValue(_component), Tag = parsed.GetValue(_tag) };
        var all = parsed.GetValue(_all);
        if (all == (choice != new MessageChoice()))
            throw new UsageException(all ? "--all goes alone." : "Say which messages: --key, --user, --component, --tag, or --all.");
        return choice;
    }
}
