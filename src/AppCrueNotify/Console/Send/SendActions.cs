using System.Globalization;
using System.Text;
using AppCrueNotify.Announcements;
using AppCrueNotify.Composition;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Messages;
using AppCrueNotify.Moodle;
using AppCrueNotify.Storage;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Send;

/// <summary>Sends test pushes and announcements, and cancels them.</summary>
internal sealed class SendActions(
    TestPush tests, IDispatchStore dispatch, AnnouncementStore store, IOperatorStore messages, AnnouncementSignal signal, Composer composer, IActivityLog log, IStringLocalizer<SendText> words, ReaderTime clock, TimeProvider time)
{
    private const int LongestAlias = 255;
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(365);

    // A time that was right when the form was opened is not wrong because somebody thought about it.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(10);

    public static void Map(ConsoleRoutes routes)
    {
        routes.Action<SendActions>("/send/{site:long}/test", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.TestAsync(request, cancellation));
        routes.Action<SendActions>("/send/{site:long}", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.AnnounceAsync(request, cancellation));
        routes.Action<SendActions>("/send/{site:long}/{id:long}/cancel", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.CancelAsync(request, cancellation));
    }

    private async Task<IResult> TestAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var path = $"/send/{request.Site.Id}";
        var alias = request.Form("alias");
        if (alias.Length is 0 or > LongestAlias || alias.Any(char.IsControl))
            return request.Refused(path, words["BadAlias"]);
        var (answer, phones) = await tests.SendAsync(request.Site, alias, cancellationToken);
        // The credentials work again: whatever was kept back because of them can go.
        if (answer.Outcome is Outcome.Accepted && request.Site.PauseReason is not null)
            await dispatch.ResumeSiteAsync(request.Site.Id, cancellationToken);
        await log.WriteAsync(request.Access, "send.test", request.Site.Id, answer.Outcome.Word(), 1, cancellationToken);
        return answer.Outcome is Outcome.Accepted
            ? request.Done(path, phones is { } known ? words["TestedPhones", known] : words["Tested"])
            : request.Refused(path, words["TestNot." + answer.Outcome.Word(), answer.Reason]);
    }

    private async Task<IResult> AnnounceAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var model = await ReadAsync(request, cancellationToken);
        if (model.Error is not null)
            return request.Show<WritePage>(model, StatusCodes.Status422UnprocessableEntity);
        if (request.Form("do") == "edit")
            return request.Show<WritePage>(model with { Push = null });
        if (request.Form("do") != "send")
            return request.Show<WritePage>(model);
        var (id, isNew) = await store.AddAsync(
            new()
            {
                SiteId = model.Site.Id,
                Form = model.Form,
                Title = model.Text.Title,
                Text = model.Text.Text,
                Link = model.Text.Link,
                Aliases = model.Read!.Aliases,
                DueAt = model.At!.Value,
                CreatedBy = request.Access.Name,
            },
            time.GetUtcNow(), cancellationToken);
        signal.Raise();
        if (isNew)
            await log.WriteAsync(request.Access, "send.announce", model.Site.Id, id.ToString(CultureInfo.InvariantCulture), model.Read.Aliases.Count, cancellationToken);
        return request.Done($"/send/{model.Site.Id}/{id}", words["Announced", model.Read.Aliases.Count]);
    }

    private async Task<IResult> CancelAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var id = long.Parse(request.Route("id"), CultureInfo.InvariantCulture);
        var path = $"/send/{request.Site.Id}/{id}";
        var now = time.GetUtcNow();
        if (!await store.CancelAsync(request.Site.Id, id, now, cancellationToken))
            return await store.FindAsync(request.Site.Id, id, cancellationToken) is null ? ConsoleRequest.NotFound() : request.Refused(path, words["CancelledBefore"]);
        var cancelled = await messages.CancelAsync(request.Site.Id, new() { AnnouncementId = id }, now, cancellationToken);
        await log.WriteAsync(request.Access, "send.cancel", request.Site.Id, id.ToString(CultureInfo.InvariantCulture), cancelled, cancellationToken);
        return request.Done(path, words["Cancelled", cancelled]);
    }

    private async Task<WriteModel> ReadAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var form = request.Form("form");
        var model = new WriteModel
        {
            Site = request.Site,
            Form = form.Length == 32 && form.All(char.IsAsciiHexDigit) ? form : Guid.NewGuid().ToString("N"),
            Text = new(request.Form("title"), request.Form("text"), request.Form("link")),
            List = request.Form("list"),
            When = request.Form("when"),
        };
        if (!model.Text.IsComplete)
            return model with { Error = words["BadText", AnnouncementText.Longest] };
        var now = time.GetUtcNow();
        var at = model.When.Length == 0 ? now : clock.Parse(model.When);
        if (at is null || at < now - Leeway || at > now + Farthest)
            return model with { Error = words["BadTime"] };
        try
        {
            var (list, text) = await ListAsync(request, model.List, cancellationToken);
            return list.Aliases.Count == 0
                ? model with { List = text, Read = list, Error = words["NobodyIn"] }
                : model with { List = text, Read = list, At = at, Push = model.Text.Compose(composer, request.Site) };
        }
        catch (FormatException e)
        {
            return model with { Error = words["List." + e.Message] };
        }
    }

    private static async Task<(AliasList List, string Text)> ListAsync(ConsoleRequest request, string typed, CancellationToken cancellationToken)
    {
        if (request.Http.Request.Form.Files.GetFile("file") is not { Length: > 0 } file)
            return (AliasList.Read(Encoding.UTF8.GetBytes(typed)), typed);
        if (file.Length > AliasList.MaxBytes)
            throw new FormatException("too-large");
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, cancellationToken);
        var list = AliasList.Read(memory.ToArray());
        return (list, string.Join('\n', list.Aliases.Select(Quoted)));
    }

    // The list goes on in the form as it was understood; what would be read as several cells stays one.
    private static string Quoted(string alias) => alias.AsSpan().IndexOfAny(",;\"") < 0 ? alias : $"\"{alias.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
