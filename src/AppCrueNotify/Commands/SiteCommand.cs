using System.CommandLine;

namespace AppCrueNotify.Commands;

/// <summary><c>site</c>: add, list, set, check, doctor, rotate-token, remove.</summary>
internal static class SiteCommand
{
    public static Command Create() => new("site", "The Moodles that this gateway serves.")
    {
        SiteAddCommand.Create(),
        SiteListCommand.Create(),
        SiteSetCommand.Create(),
        SiteDoctorCommand.Create(),
        SiteCheckCommand.Create(),
        SiteTokenCommand.Create(),
        SiteRemoveCommand.Create(),
    };
}
