using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace AppCrueNotify.Tests.Conventions;

/// <summary>Who may know whom. Folders are namespaces, so the folder list is the data flow.</summary>
public sealed class LayeringTests
{
    private const string Gateway = "AppCrueNotify";

    // What each folder of the gateway may use of ours, beside itself. A folder that is not here fails the test: decide about it.
    private static readonly Dictionary<string, string[]> May = new()
    {
        ["Messages"] = ["Sites", "TwinPush"],
        ["Sites"] = ["TwinPush"],
        ["Problems"] = [],
        ["Composition"] = ["Messages", "Sites"],
        ["Storage"] = ["Messages", "Sites"],
        ["Api"] = ["Problems", "Sites", "Storage"],
        ["Moodle"] = ["Api", "Messages", "Problems", "Sites", "Storage", "TwinPush"],
        ["Redirects"] = ["Composition", "Messages", "Problems", "Sites", "Storage"],
        ["OpenApi"] = ["Api", "Problems"],
        ["Intake"] = ["Api", "Composition", "Messages", "Problems", "Sites", "Storage"],
        ["Sentinels"] = ["Messages", "Sites", "Storage", "TwinPush"],
        ["Dispatch"] = ["Messages", "Sentinels", "Sites", "Storage", "TwinPush"],
        ["Receipts"] = ["Messages", "Sites", "Storage", "TwinPush"],
        ["Exports"] = [],
        ["Doctor"] = ["Messages", "Sites", "Storage", "TwinPush"],
        ["Announcements"] = ["Composition", "Messages", "Sites", "Storage"],
        ["Console"] = ["Announcements", "Api", "Composition", "Doctor", "Exports", "Messages", "Moodle", "Problems", "Sites", "Storage", "TwinPush"],
        ["Health"] = ["Messages", "Problems", "Sites", "Storage"],
        ["Metrics"] = ["Messages", "Sites", "Storage"],
        ["Logging"] = ["Storage"],
        ["Hosting"] = ["Announcements", "Api", "Composition", "Console", "Dispatch", "Doctor", "Health", "Intake", "Logging", "Messages", "Metrics", "Moodle", "OpenApi", "Problems", "Receipts", "Redirects", "Sentinels", "Sites", "Storage"],
        ["Commands"] = ["Composition", "Console", "Demo", "Doctor", "Exports", "Hosting", "Logging", "Messages", "Replay", "Sentinels", "Simulator", "Sites", "Storage", "TwinPush"],
        ["Demo"] = ["Composition", "Console", "Hosting", "Logging", "Messages", "Replay", "Simulator", "Sites", "Storage", "TwinPush"],
        ["Replay"] = [],
    };

    // Of Messages only this knows the client, to say in our words what it said; nothing else there may.
    private static readonly string[] ClientInMessages = ["AppCrueNotify.Messages.Answer"];

    private static readonly Architecture All = new ArchLoader()
        .LoadAssemblies(typeof(Messages.Message).Assembly, typeof(global::TwinPush.TwinPushClient).Assembly, typeof(global::TwinPush.Simulator.TwinPushSimulator).Assembly).Build();

    public static TheoryData<string> Folders => [.. All.Types.Select(t => Folder(t)).OfType<string>().Where(f => f is not ("TwinPush" or "Simulator")).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_it_may(string folder)
    {
        Assert.True(May.ContainsKey(folder), $"{folder} is new: say in this test what it may use.");
        var uses = from type in All.Types
                   where Folder(type) == folder
                   from dependency in type.Dependencies
                   let target = Folder(dependency.Target)
                   where target is not null && target != folder && !May[folder].Contains(target)
                   select $"{type.FullName} -> {dependency.Target.FullName}";
        Assert.Empty(uses.Distinct());
    }

    [Fact]
    public void In_Messages_only_the_answer_knows_the_client() => Assert.Equal(ClientInMessages, (
        from type in All.Types
        where Folder(type) == "Messages" && type.Dependencies.Any(d => Folder(d.Target) == "TwinPush")
        select type.FullName.Split('+')[0]).Distinct());

    [Fact]
    public void The_client_depends_on_nothing_of_ours_and_the_simulator_not_on_the_gateway()
    {
        var wrong = from type in All.Types
                    let folder = Folder(type)
                    where folder is "TwinPush" or "Simulator"
                    from dependency in type.Dependencies
                    let target = Folder(dependency.Target)
                    where target is not null && target != folder
                    select $"{type.FullName} -> {dependency.Target.FullName}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void SQLite_is_known_to_storage_alone()
    {
        var wrong = from type in All.Types
                    where Folder(type) is { } folder && folder != "Storage"
                    from dependency in type.Dependencies
                    where dependency.Target.FullName.StartsWith("Microsoft.Data.Sqlite", StringComparison.Ordinal)
                    select type.FullName;
        Assert.Empty(wrong.Distinct());
    }

    /// <summary>The folder of one of our types; null for others.</summary>
    private static string? Folder(IType type)
    {
        var name = type.FullName;
        if (name.StartsWith("TwinPush.Simulator.", StringComparison.Ordinal))
            return "Simulator";
        if (name.StartsWith("TwinPush.", StringComparison.Ordinal))
            return "TwinPush";
        return name.StartsWith(Gateway + ".", StringComparison.Ordinal) ? name.Split('.')[1] : null;
    }
}
