using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Hosting;
using Dapper;

namespace AppCrueNotify.BrowserTests;

/// <summary>A day of two sites: most arrived, some did not, one site is paused, and a teacher wrote a hostile title.</summary>
internal static class MessagePages
{
    private const string Hour = "UPDATE recipient SET created_at = created_at - @hours * 3600000 WHERE key = @key";

    public static async Task FillAsync(ConsoleWorld world)
    {
        await world.Gateway.TakeAsync([Mail.Posted(5, "Entrega de la práctica 3", "Tu profesora ha publicado la nota de la práctica 3: 8,5. Puedes ver sus comentarios en el campus.")]);
        await GatewayFixture.UntilAsync(async () => (await world.Gateway.TraceAsync("n:5:5")).State == RecipientState.Sent);
        var now = TimeProvider.System.GetUtcNow();
        await world.ReportAsync(world.Campus.Id, "n:5:5", new("android", "samsung SM-G991B", now.AddSeconds(1), now.AddSeconds(3), now.AddMinutes(4)), new("ios", "Apple iPhone15,2", now.AddSeconds(1), null, null), new("", "", now, now, null));
        for (var i = 0; i < 60; i++)
        {
            var state = (i % 15) switch { 3 => RecipientState.Undeliverable, 7 => RecipientState.Failed, 11 => RecipientState.Waiting, _ => i % 2 == 0 ? RecipientState.Sent : RecipientState.Opened };
            var reason = state switch
            {
                RecipientState.Undeliverable => "no app on any phone: TwinPush does not know the alias",
                RecipientState.Failed => "TwinPush, create a notification: TwinPush rejected the content of the request (HTTP 422).",
                _ => "opened on a phone",
            };
            var key = $"n:{i}:{i}:x";
            await world.PutAsync(i % 4 == 0 ? world.Other : world.Campus, key, 6000 + i, state, reason, "📢 Avisos: cambio de aula del examen final", "El examen final de Álgebra Lineal pasa al lunes 30 a las 9:00, en el aula 2.04 del edificio Torres Quevedo.");
            await world.Get<IDatabase>().WriteAsync(connection => connection.Execute(Hour, new { key, hours = 23 - (i * 7 % 24) }), GatewayFixture.Cancellation);
        }

        await world.PutAsync(world.Campus, "failed", 6004, RecipientState.Failed, "TwinPush, create a notification: TwinPush rejected the content of the request (HTTP 422).", "📢 Avisos: cambio de aula", "El examen pasa al aula 2.04.");
        await world.PutAsync(world.Campus, "hostile", 6005, title: "<script>alert(1)</script> \u202eمرحبا " + string.Concat(Enumerable.Repeat("🎓", 40)), alert: string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 30)) + new string('w', 120));
        await world.PutAsync(world.Campus, "held", 6006, RecipientState.Held, "outcome unknown, tag acn-7 in TwinPush: TwinPush, create a notification: TwinPush did not answer in time.");
        await RecountAsync(world);
        await world.Get<IDispatchStore>().PauseSiteAsync(
            world.Other.Id, "TwinPush, create a notification: TwinPush refused the credentials: check the keys and the app id (HTTP 401).", TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation);
    }

    public static string Address(ConsoleWorld world, string key)
    {
        var wanted = key == "sent" ? "n:5:5" : key;
        var found = world.Get<MessageSearch>().PageAsync(new() { Sites = [world.Campus.Id], Key = wanted }, null, 1, true, GatewayFixture.Cancellation).GetAwaiter().GetResult();
        return $"/messages/{world.Campus.Id}/{found.Messages[0].Id}";
    }

    // The test moved messages into other hours behind the counters' back.
    private static Task<int> RecountAsync(ConsoleWorld world) => world.Get<IDatabase>().WriteAsync(
        connection => connection.Execute("DELETE FROM tally_hour; INSERT INTO tally_hour (hour, site_id, state, count) SELECT created_at / 3600000, site_id, state, count(*) FROM recipient GROUP BY 1, 2, 3"), GatewayFixture.Cancellation);
}
