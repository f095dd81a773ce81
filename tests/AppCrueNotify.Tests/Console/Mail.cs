using System.Text.Json;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using AppCrueNotify.Tests.Hosting;
using Dapper;

namespace AppCrueNotify.Tests.Console;

/// <summary>Messages in the state that a test of a page needs.</summary>
internal static class Mail
{
    /// <summary>Stores a message as intake would, and puts it into a state.</summary>
    public static async Task<FoundMessage> PutAsync(
        this ConsoleWorld world, Site site, string key, long user, RecipientState state = RecipientState.Waiting, string? reason = null, string title = "📢 Examen", string alert = "El examen pasa al lunes", string component = "mod_forum")
    {
        var now = TimeProvider.System.GetUtcNow();
        await world.Get<IIntakeStore>().AddAsync(site.Id,
        [
            new()
            {
                Key = key, ContentHash = key, UserId = user, Alias = $"alias{user}", Component = component, Name = "posts", CourseId = 7,
                Push = new() { Title = title, Alert = alert, Link = "https://campus.example.edu/x", CustomProperties = "{}" }, DueAt = now.AddHours(1), ExpiresAt = now.AddHours(24),
            },
        ], now, GatewayFixture.Cancellation);
        if (state != RecipientState.Waiting)
        {
            await world.Get<IDatabase>().WriteAsync(
                connection => connection.Execute("UPDATE recipient SET state = @state, reason = @reason WHERE site_id = @site AND key = @key", new { state = state.Word(), reason = reason ?? "cancelled by hand", site = site.Id, key }), GatewayFixture.Cancellation);
        }

        return Assert.Single((await world.Get<MessageSearch>().PageAsync(new() { Sites = [site.Id], Key = key }, null, 1, true, GatewayFixture.Cancellation)).Messages);
    }

    public static async Task<RecipientState> StateAsync(this ConsoleWorld world, FoundMessage message) =>
        (await world.Get<MessageSearch>().FindAsync(message.SiteId, message.Id, GatewayFixture.Cancellation))!.State;

    /// <summary>Phones of a message that TwinPush accepted report what they did.</summary>
    public static async Task<FoundMessage> ReportAsync(this ConsoleWorld world, long site, string key, params PhoneReceipt[] phones)
    {
        var attempt = Assert.Single(await world.Get<IReportStore>().TraceKeyAsync(site, key, GatewayFixture.Cancellation)).Attempts[^1];
        var message = Assert.Single((await world.Get<MessageSearch>().PageAsync(new() { Sites = [site], Key = key }, null, 1, true, GatewayFixture.Cancellation)).Messages);
        var learned = new LearnedReceipt
        {
            AttemptId = attempt.Id, Status = "sent", NextAt = attempt.CompletedAt!.Value.AddDays(1), Changes = [new(message.Id, message.State, message.State, "", attempt.CompletedAt!.Value) { Phones = PhonesColumn.Write(attempt.Id, phones) }],
            Counts = new(phones.Length, phones.Count(p => p.ReceivedAt is not null), phones.Count(p => p.OpenedAt is not null)),
        };
        await world.Get<IReceiptStore>().SaveAsync(learned, attempt.CompletedAt!.Value.AddMinutes(5), GatewayFixture.Cancellation);
        return message;
    }

    /// <summary>A message as Moodle posts it.</summary>
    public static string Posted(int user, string subject, string text) => JsonSerializer.Serialize(new
    {
        key = $"n:{user}:{user}", component = "mod_assign", name = "assign_notification", subject, smallmessage = text, fullmessage = text, courseid = 2, userto = new { id = user, alias = $"alias{user}" },
    });
}
