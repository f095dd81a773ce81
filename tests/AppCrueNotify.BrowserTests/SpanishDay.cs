using System.Text.Json;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Hosting;
using Dapper;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.BrowserTests;

/// <summary>A Tuesday in November at a Spanish university, for the documentation's pictures: a busy morning, some messages that failed, and a second site with a wrong key.</summary>
internal static class SpanishDay
{
    private const string Campus = "Campus Virtual";
    private const string Delayed = "n:48213:6004";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 47, 0, TimeSpan.Zero);

    // Messages taken in each hour of the last day, the current one last.
    private static readonly int[] Hours = [410, 340, 280, 350, 420, 390, 310, 260, 190, 120, 60, 24, 9, 5, 4, 7, 31, 150, 380, 620, 540, 480, 560, 430];

    private static readonly (string Component, string Title, string Alert)[] Texts =
    [
        ("mod_forum", "📢 Álgebra Lineal: cambio de aula", "El examen del jueves será en el aula 2.04 del edificio Torres Quevedo, no en la 1.12. Traed el carné y una calculadora no programable."),
        ("mod_assign", "📝 Práctica 3: nota publicada", "Tu profesora ha calificado la práctica 3: 8,5 de 10. «Buen razonamiento; revisa el último apartado»."),
        ("mod_quiz", "❓ Cuestionario del tema 5", "El cuestionario de Bioquímica está abierto hasta el viernes a las 23:59. Tienes dos intentos."),
        ("mod_forum", "📢 Biblioteca: horario de exámenes", "Desde el 1 de diciembre abrimos de 8:00 a 02:00, también los fines de semana. La sala de la segunda planta queda para grupos."),
        ("mod_assign", "📝 Entrega de la memoria", "Quedan 24 horas para entregar la memoria del trabajo en grupo de Historia del Arte."),
        ("mod_forum", "📢 Cálculo: tutorías de esta semana", "Las tutorías del miércoles pasan al jueves de 16:00 a 18:00 en el despacho 3.17."),
        ("moodle", "💬 Íñigo Etxeberria", "¿Nos vemos a las cinco para repasar los límites? Llevo los apuntes del tema 4 👍"),
    ];

    private static readonly string[] Names =
        ["lucia.ferreira", "inigo.etxeberria", "nuria.puig", "omar.benali", "mariajose.ibanez", "uxia.castro", "pau.ferrer", "carmen.ortega", "xabier.lasa", "irene.munoz", "hugo.santos", "aitana.vidal", "diego.romero"];

    public static async Task<ConsoleWorld> StartAsync()
    {
        var world = await ConsoleWorld.StartAsync(o => o with { Time = new Clock(Now) }, new() { AcceptAnyAlias = true, Time = new Clock(Now) });
        var token = await world.Gateway.AddSiteAsync(Campus);
        await world.Gateway.AddSiteAsync("Formación Permanente");
        foreach (var empty in (Site[])[world.Campus, world.Other])
            await world.Get<ISiteStore>().RemoveAsync(empty.Id, Now, GatewayFixture.Cancellation);
        var (campus, second) = (await SiteAsync(world), await SiteAsync(world, "Formación Permanente"));
        await TakeAsync(world, token);
        for (var i = 0; i < Hours.Length; i++)
        {
            await FillAsync(world, campus, Hours[i], Now.AddHours(i + 1 - Hours.Length));
            await FillAsync(world, second, Hours[i] / 9, Now.AddHours(i + 1 - Hours.Length));
        }

        await EndAsync(world, campus, second);
        await world.Get<IDispatchStore>().PauseSiteAsync(
            second, "TwinPush, create a notification: TwinPush refused the credentials: check the keys and the app id (HTTP 401).", Now.AddMinutes(-22), GatewayFixture.Cancellation);
        await GatewayFixture.UntilAsync(async () => (await world.Get<SiteDirectory>().FindAsync(second, GatewayFixture.Cancellation))?.PauseReason is not null);
        return world;
    }

    public static async Task<long> SiteAsync(ConsoleWorld world, string name = Campus) => (await world.Get<SiteDirectory>().FindAsync(name, GatewayFixture.Cancellation))!.Id;

    /// <summary>A message that TwinPush took only when it was asked again.</summary>
    public static async Task<string> AddressOfDelayedAsync(ConsoleWorld world)
    {
        var found = await world.Get<MessageSearch>().PageAsync(new() { Sites = [await SiteAsync(world)], Key = Delayed }, null, 1, false, GatewayFixture.Cancellation);
        return $"/messages/{found.Messages[0].SiteId}/{found.Messages[0].Id}";
    }

    /// <summary>What goes through the gateway itself: these have attempts, and the settings are tried on them.</summary>
    private static async Task TakeAsync(ConsoleWorld world, string token)
    {
        world.Gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 503, Operation = "create", Count = 1 });
        await world.Gateway.TakeAsync(
            [Posted(Delayed, 6004, "nuria.puig", "mod_forum", "posts", "Álgebra Lineal: cambio de aula", Texts[0].Alert)], token);
        await GatewayFixture.UntilAsync(async () => (await world.Gateway.TraceAsync(Delayed, await SiteAsync(world))).State == RecipientState.Sent);
        await world.ReportAsync(
            await SiteAsync(world), Delayed,
            new("android", "samsung SM-G991B", Now.AddSeconds(7), Now.AddSeconds(9), Now.AddMinutes(3)), new("ios", "Apple iPhone15,2", Now.AddSeconds(7), null, null));
        await world.Gateway.TakeAsync(
            [
                Posted("n:48190:6011", 6011, "uxia.castro", "mod_assign", "assign_notification", "Práctica 3: nota publicada", Texts[1].Alert),
                Posted("n:48191:6012", 6012, "pau.ferrer", "mod_quiz", "submission", "Cuestionario del tema 5", Texts[2].Alert),
            ], token);
        await world.Gateway.DrainAsync();
    }

    private static string Posted(string key, int user, string alias, string component, string name, string subject, string text) => JsonSerializer.Serialize(new
    {
        key, component, name, subject, smallmessage = text, fullmessage = text, courseid = 42, forumtype = "news", notification = true,
        contexturl = "https://campus.example.edu/mod/forum/discuss.php?d=311", userto = new { id = user, alias, lang = "es" },
    });

    private static Task<IReadOnlyList<StoreResult>> FillAsync(ConsoleWorld world, long site, int messages, DateTimeOffset taken) => world.Get<IIntakeStore>().AddAsync(
        site,
        [
            .. Enumerable.Range(0, messages).Select(i =>
            {
                var (component, title, alert) = Texts[((i * i) + (i * 3) + (i / 7)) % Texts.Length];
                return new NewRecipient
                {
                    Key = $"n:{taken.Hour}{i}:{i}", ContentHash = $"{taken.Hour}{i}", UserId = 6000 + (i * 37 % 900), Alias = Names[((i * 31) + (i / 5)) % Names.Length], Component = component, Name = "posts", CourseId = 42,
                    Push = new() { Title = title, Alert = alert, Link = "https://campus.example.edu/mod/forum/discuss.php?d=311", CustomProperties = "{}" }, DueAt = Now.AddHours(6), ExpiresAt = Now.AddHours(24),
                };
            }),
        ],
        taken, GatewayFixture.Cancellation);

    /// <summary>What became of them, within the hour before. The newest of the second site wait, as it is paused.</summary>
    private static async Task EndAsync(ConsoleWorld world, long campus, long second)
    {
        await world.Get<IDatabase>().WriteAsync(
            connection => connection.Execute(
                """
                UPDATE recipient SET
                    state = CASE WHEN site_id = @second AND created_at = @now THEN 'waiting' WHEN id % 29 = 3 THEN 'undeliverable' WHEN id % 293 = 11 AND site_id = @campus THEN 'failed' WHEN id % 3 = 1 THEN 'opened' ELSE 'sent' END,
                    reason = CASE WHEN id % 29 = 3 THEN 'no app on any phone: TwinPush does not know the alias'
                                  WHEN id % 293 = 11 THEN 'TwinPush, create a notification: TwinPush rejected the content of the request (HTTP 422).' ELSE 'accepted by TwinPush' END,
                    created_at = created_at - id % 37 * 74123, state_at = created_at - id % 37 * 74123 + 1800
                WHERE attempt_id IS NULL AND site_id IN (@campus, @second)
                """,
                new { campus, second, now = Now.ToUnixTimeMilliseconds() }),
            GatewayFixture.Cancellation);
        // The messages were moved behind the counters' back.
        await world.Get<IDatabase>().WriteAsync(
            connection => connection.Execute(
                """
                DELETE FROM tally_hour;
                INSERT INTO tally_hour (hour, site_id, state, count) SELECT created_at / 3600000, site_id, state, count(*) FROM recipient GROUP BY 1, 2, 3;
                DELETE FROM tally_delay;
                INSERT INTO tally_delay (hour, site_id, upto, count)
                SELECT h.hour, h.site_id, d.upto, sum(h.count) * d.share / 100
                FROM tally_hour h, (SELECT 500 AS upto, 4 AS share UNION SELECT 1000, 9 UNION SELECT 2500, 61 UNION SELECT 5000, 19 UNION SELECT 10000, 5 UNION SELECT 30000, 2) d
                WHERE h.state IN ('sent', 'opened') GROUP BY h.hour, h.site_id, d.upto;
                """),
            GatewayFixture.Cancellation);
    }

    /// <summary>A clock that was set to a moment and goes on from there.</summary>
    private sealed class Clock(DateTimeOffset start) : TimeProvider
    {
        private readonly long _started = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_started);
    }
}
