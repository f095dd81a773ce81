using System.CommandLine;

namespace AppCrueNotify.Commands;

/// <summary><c>admin</c>: what concerns the console's people.</summary>
internal static class AdminCommand
{
    public static Command Create() => new("admin", "Access to the console: the first administrator, and one who is locked out.") { AdminLinkCommand.Create() };
}
