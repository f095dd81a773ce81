using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Tests.Console;

namespace AppCrueNotify.BrowserTests;

/// <summary>People with long names, some sites or all, some disabled.</summary>
internal static class PeoplePages
{
    private const string Id = "someone";

    /// <summary>The page of one of them.</summary>
    public const string Someone = $"/people/{Id}";

    public static async Task FillAsync(ConsoleWorld world)
    {
        var now = TimeProvider.System.GetUtcNow();
        var accounts = world.Get<AccountDirectory>();
        Account[] people =
        [
            new() { Id = Id, Name = "María José García de la Concha y Fernández-Villaverde", Role = ConsoleRole.Admin, EverySite = true, TotpOn = true, LastLoginAt = now.AddMinutes(-5), CreatedAt = now },
            new() { Name = "operador@universidad.example.edu", Role = ConsoleRole.Operator, Sites = [world.Campus.Id, world.Other.Id], CreatedAt = now },
            new() { Name = "<script>alert(1)</script>", Role = ConsoleRole.Viewer, Sites = [world.Campus.Id], DisabledAt = now, CreatedAt = now },
        ];
        foreach (var person in people)
        {
            person.NormalName = person.Name.ToUpperInvariant();
            person.SecurityStamp = "stamp";
            Assert.True(await accounts.AddAsync(person, TestContext.Current.CancellationToken));
        }
    }

}
