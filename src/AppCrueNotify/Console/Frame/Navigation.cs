using AppCrueNotify.Console.Access;

namespace AppCrueNotify.Console.Frame;

/// <summary>A line of the side navigation.</summary>
/// <param name="Path">The page it opens.</param>
/// <param name="Name">The key of its word in <c>KitText</c>.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Needs">Who sees it: what the page itself asks for.</param>
internal sealed record NavigationItem(string Path, string Name, string Icon, PageNeeds Needs)
{
    public bool IsFor(ConsoleAccess access) => access.Role >= (Needs.Role ?? ConsoleRole.Viewer) && (!Needs.EverySite || access.SeesEverySite);

    /// <summary>Whether a page belongs to it.</summary>
    public bool Leads(PathString path) => Path == "/" ? path == "/" : path.StartsWithSegments(Path);
}

/// <summary>The side navigation, in its order. A page that stands here has its word in <c>KitText</c> (<c>Nav.*</c>).</summary>
internal static class Navigation
{
    public static IReadOnlyList<NavigationItem> Items { get; } =
    [
        new("/", "Nav.Overview", "overview", new(ConsoleRole.Viewer)),
        new("/messages", "Nav.Messages", "messages", new(ConsoleRole.Viewer)),
        new("/settle", "Nav.Settle", "settle", new(ConsoleRole.Viewer)),
        new("/reach", "Nav.Reach", "reach", new(ConsoleRole.Viewer)),
        new("/send", "Nav.Send", "send", new(ConsoleRole.Operator)),
        new("/sites", "Nav.Sites", "sites", new(ConsoleRole.Viewer)),
        new("/people", "Nav.People", "people", new(ConsoleRole.Admin, EverySite: true)),
        new("/activity", "Nav.Activity", "activity", new(ConsoleRole.Viewer)),
        new("/system", "Nav.System", "system", new(ConsoleRole.Viewer, EverySite: true)),
    ];
}
