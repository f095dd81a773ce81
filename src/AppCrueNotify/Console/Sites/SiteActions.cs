using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Sites;

/// <summary>Adds, changes and removes sites, and changes their tokens. For admins.</summary>
internal sealed class SiteActions(ISiteStore sites, SiteTokens tokens, IActivityLog log, SitesHandler pages, IStringLocalizer<SitesText> words, TimeProvider time)
{
    private static readonly string[] Graces = ["0", "24h", "7 days"];

    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<SiteActions>("/sites/new", new(ConsoleRole.Admin, EverySite: true), (_, request, _) => Task.FromResult(request.Show<NewSitePage>(new NewSiteModel(null, "", "", "", SiteForm.AppCrueTwinPush))));
        routes.Action<SiteActions>("/sites/new", new(ConsoleRole.Admin, EverySite: true), (handler, request, cancellation) => handler.AddAsync(request, cancellation));
        routes.Action<SiteActions>("/sites/{site:long}/access", new(ConsoleRole.Admin), (handler, request, cancellation) => handler.ChangeAsync(request, cancellation));
        routes.Action<SiteActions>("/sites/{site:long}/tokens/rotate", new(ConsoleRole.Admin), (handler, request, cancellation) => handler.RotateAsync(request, cancellation));
        routes.Action<SiteActions>("/sites/{site:long}/tokens/expire", new(ConsoleRole.Admin), (handler, request, cancellation) => handler.ExpireAsync(request, cancellation));
        routes.Action<SiteActions>("/sites/{site:long}/remove", new(ConsoleRole.Admin, EverySite: true), (handler, request, cancellation) => handler.RemoveAsync(request, cancellation));
    }

    private async Task<IResult> AddAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var (site, fault) = SiteForm.Read(request, null);
        if (site is null)
            return Again(request, words[fault!]);
        var token = SiteToken.Create();
        var id = await sites.AddAsync(site, new Dictionary<string, string>(), new(token.Id, token.Hash()), time.GetUtcNow(), cancellationToken);
        if (id is null)
            return Again(request, words["NameTaken", site.Name]);
        await log.WriteAsync(request.Access, "sites.add", id, site.Name, null, cancellationToken);
        return request.Show<AddedPage>(new AddedModel(site.Name, token.Text));
    }

    private static IResult Again(ConsoleRequest request, string error) => request.Show<NewSitePage>(
        new NewSiteModel(error, request.Form("name"), request.Form("moodle"), request.Form("app"), request.Form("twinpush")), StatusCodes.Status422UnprocessableEntity);

    private async Task<IResult> ChangeAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var path = $"/sites/{request.Site.Id}";
        var (site, fault) = SiteForm.Read(request, request.Site);
        if (site is null)
            return request.Refused(path, words[fault!]);
        var typed = (await sites.LoadAsync(cancellationToken)).Sites.FirstOrDefault(s => s.Site.Id == site.Id)?.Typed;
        if (typed is null || !await sites.UpdateAsync(site, typed, cancellationToken))
            return ConsoleRequest.NotFound();
        await log.WriteAsync(request.Access, "sites.access", site.Id, null, null, cancellationToken);
        return request.Done(path, words["Changed"]);
    }

    private async Task<IResult> RotateAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var grace = Graces.Contains(request.Form("grace")) ? request.Form("grace") : Graces[1];
        var now = time.GetUtcNow();
        var token = SiteToken.Create();
        await sites.RotateTokenAsync(request.Site.Id, new(token.Id, token.Hash()), now + SettingValues.Duration(grace, TimeSpan.Zero, TimeSpan.FromDays(30)), now, cancellationToken);
        await log.WriteAsync(request.Access, "sites.token", request.Site.Id, grace, null, cancellationToken);
        // Answered with the page itself: a redirect would have to carry the token.
        return await pages.ShowAsync(request, token.Text, cancellationToken);
    }

    private async Task<IResult> ExpireAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var path = $"/sites/{request.Site.Id}";
        if (!await tokens.ExpireOldAsync(request.Site.Id, request.Form("id"), time.GetUtcNow(), cancellationToken))
            return request.Refused(path, words["ExpiredNot"]);
        await log.WriteAsync(request.Access, "sites.token-end", request.Site.Id, null, null, cancellationToken);
        return request.Done(path, words["Expired"]);
    }

    private async Task<IResult> RemoveAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (request.Form("really") != request.Site.Name)
            return request.Refused($"/sites/{request.Site.Id}", words["RemovedNot"]);
        var cancelled = await sites.RemoveAsync(request.Site.Id, time.GetUtcNow(), cancellationToken);
        await log.WriteAsync(request.Access, "sites.remove", request.Site.Id, request.Site.Name, cancelled, cancellationToken);
        return request.Done("/sites", words["Removed", request.Site.Name, cancelled]);
    }
}
