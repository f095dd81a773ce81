using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Send;

/// <summary><c>/send</c>: announcements, and where test pushes and new ones begin.</summary>
internal sealed class SendHandler(AnnouncementStore store)
{
    private const int Shown = 100;

    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<SendHandler>("/send", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.ListAsync(request, cancellation));
        routes.Page<SendHandler>("/send/{site:long}", new(ConsoleRole.Operator), (_, request, _) => Task.FromResult(request.Show<WritePage>(new WriteModel { Site = request.Site, Form = Guid.NewGuid().ToString("N") })));
        routes.Page<SendHandler>("/send/{site:long}/{id:long}", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));
    }

    private async Task<IResult> ListAsync(ConsoleRequest request, CancellationToken cancellationToken) => request.Show<SendPage>(
        new SentModel(request.ShownSites, await store.ListAsync([.. request.ShownSites.Select(s => s.Id)], Shown, cancellationToken)));

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var id = long.Parse(request.Route("id"), CultureInfo.InvariantCulture);
        return await store.FindAsync(request.Site.Id, id, cancellationToken) is { } found
            ? request.Show<AnnouncementPage>(new AnnouncementModel(request.Site, found, await store.CountsAsync(request.Site.Id, id, cancellationToken)))
            : ConsoleRequest.NotFound();
    }
}
