namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>Something that a person does in the console.</summary>
/// <param name="Name">What, in words.</param>
/// <param name="Posts">The addresses it is posted to, as they are mapped; none when it is done by reading alone.</param>
/// <param name="Do">Does it and looks at what came of it. The world has seen other actions before and will see more: each makes what it needs.</param>
internal sealed record ConsoleAction(string Name, string[] Posts, Func<Actor, Task> Do)
{
    /// <summary>All that can be done. Who maps an address adds a line here.</summary>
    public static IReadOnlyList<ConsoleAction> All { get; } =
        [.. LookActions.All, .. AccountActions.All, .. PeopleActions.All, .. SiteActions.All, .. MessageActions.All, .. SettleActions.All, .. SendActions.All, .. ReadingActions.All];
}
