using System.Security.Claims;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Tests.Console;

namespace AppCrueNotify.BrowserTests;

/// <summary>Fills the activity log with long names and more than a page.</summary>
internal static class ActivityPages
{
    public static async Task FillAsync(ConsoleWorld world)
    {
        var who = ConsoleAccess.Of(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "1"), new(ClaimTypes.Name, "María José <b>García</b> de la Concha"), new(ConsoleClaims.Role, "admin")], "test")))!;
        for (var i = 0; i < 60; i++)
            await world.Get<IActivityLog>().WriteAsync(who, "look.test", i % 2 == 0 ? world.Campus.Id : null, new string('w', i), i * 1000, TestContext.Current.CancellationToken);
    }
}
