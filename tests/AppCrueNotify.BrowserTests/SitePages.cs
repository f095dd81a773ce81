using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Console;
using Dapper;

namespace AppCrueNotify.BrowserTests;

/// <summary>Fills the pages of sites, reachability and sending with long and hostile names.</summary>
internal static class SitePages
{
    private const string Hostile = "<img src=x onerror=alert(1)> ¡Última hora! العربية " + "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantenvereinigung";

    public static Task PausedAsync(ConsoleWorld world) => world.Get<IDatabase>().WriteAsync(
        connection => connection.Execute("UPDATE site SET pause_reason = @Reason, paused_at = 1795456430000 WHERE id = @Id", new { Reason = Hostile, world.Campus.Id }), TestContext.Current.CancellationToken);

    public static async Task TokensAsync(ConsoleWorld world)
    {
        var (token, now) = (SiteToken.Create(), TimeProvider.System.GetUtcNow());
        await world.Get<ISiteStore>().RotateTokenAsync(world.Campus.Id, new(token.Id, token.Hash()), now.AddDays(1), now, TestContext.Current.CancellationToken);
    }

    public static Task PeopleAsync(ConsoleWorld world) => world.Get<IDatabase>().WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO recipient (site_id, key, content_hash, user_id, alias, component, name, state, reason, state_at, created_at, due_at, expires_at, priority)
            VALUES (@Site, @Key, 'x', 1, @Alias, 'mod_forum', 'posts', 'undeliverable', 'no app', 1795456430000, 1795456430000, 1, 1, 1)
            """,
            Enumerable.Range(0, 130).Select(i => new { Site = world.Campus.Id, Key = $"r:{i}", Alias = i == 0 ? Hostile : $"est{i:0000}" })),
        TestContext.Current.CancellationToken);

    public static async Task AnnouncementsAsync(ConsoleWorld world)
    {
        for (var i = 0; i < 3; i++)
        {
            await world.Get<AnnouncementStore>().AddAsync(
                new() { SiteId = world.Campus.Id, Form = $"look-{i}", Title = i == 0 ? Hostile : "Cierre de la biblioteca", Text = Hostile, Link = "/x", Aliases = ["ana", "luis"], DueAt = TimeProvider.System.GetUtcNow().AddDays(i + 1), CreatedBy = "María José <b>García</b>" },
                TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
        }
    }
}
