using AppCrueNotify.Composition;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Sites;

/// <summary><c>/sites/ID/settings</c>: a site's settings, tried on recent messages before they are saved. For admins.</summary>
internal sealed class SettingsHandler(ISiteStore sites, Composer composer, IActivityLog log, IStringLocalizer<SitesText> words)
{
    private const string PerComponent = "per-component";
    private const int Previewed = 10;

    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<SettingsHandler>("/sites/{site:long}/settings", new(ConsoleRole.Admin), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));
        routes.Action<SettingsHandler>("/sites/{site:long}/settings", new(ConsoleRole.Admin), (handler, request, cancellation) => handler.ActAsync(request, cancellation));
    }

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken) =>
        await TypedAsync(request, cancellationToken) is { } typed ? request.Show<SettingsPage>(new SettingsModel { Site = request.Site, Typed = typed }) : ConsoleRequest.NotFound();

    private async Task<IResult> ActAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await TypedAsync(request, cancellationToken) is not { } before)
            return ConsoleRequest.NotFound();
        var typed = Read(request);
        try
        {
            var changed = request.Site with { Settings = SettingCatalogue.Parse(typed) };
            if (request.Form("do") != "save")
                return request.Show<SettingsPage>(new SettingsModel { Site = request.Site, Typed = typed, Preview = composer.Preview(request.Site, changed, Previewed) });
        }
        catch (FormatException e)
        {
            // The catalogue's own sentence: it names the setting and what would fit.
            return request.Show<SettingsPage>(new SettingsModel { Site = request.Site, Typed = typed, Error = e.Message }, StatusCodes.Status422UnprocessableEntity);
        }

        if (!await sites.UpdateAsync(request.Site, typed, cancellationToken))
            return ConsoleRequest.NotFound();
        var names = typed.Where(t => before.GetValueOrDefault(t.Key) != t.Value).Select(t => t.Key).Concat(before.Keys.Except(typed.Keys)).Order(StringComparer.Ordinal).ToList();
        await log.WriteAsync(request.Access, "sites.settings", request.Site.Id, string.Join(", ", names), names.Count, cancellationToken);
        return request.Done($"/sites/{request.Site.Id}/settings", words["Saved", names.Count]);
    }

    private async Task<IReadOnlyDictionary<string, string>?> TypedAsync(ConsoleRequest request, CancellationToken cancellationToken) =>
        (await sites.LoadAsync(cancellationToken)).Sites.FirstOrDefault(s => s.Site.Id == request.Site.Id)?.Typed;

    /// <summary>What is typed counts; an empty field is the default.</summary>
    private static Dictionary<string, string> Read(ConsoleRequest request)
    {
        var typed = new Dictionary<string, string>();
        foreach (var setting in SettingCatalogue.All)
        {
            if (request.Form(setting.Name) is { Length: > 0 } value)
                typed[setting.Name] = value;
        }

        foreach (var line in request.Form(PerComponent).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = line.IndexOf('=', StringComparison.Ordinal);
            // A line without a sign stays in the list as it is, so that the catalogue says what is wrong with it.
            typed[sign < 0 ? line : line[..sign].Trim()] = sign < 0 ? "" : line[(sign + 1)..].Trim();
        }

        return typed;
    }
}

/// <summary>The settings as they stand in the form.</summary>
internal sealed record SettingsModel
{
    public required Site Site { get; init; }
    public required IReadOnlyDictionary<string, string> Typed { get; init; }
    public string? Error { get; init; }

    /// <summary>Null: nobody asked for it.</summary>
    public IReadOnlyList<PreviewedMessage>? Preview { get; init; }

    /// <summary>Settings of single components, one a line.</summary>
    public string PerComponent => string.Join('\n', Typed.Where(t => t.Key.Contains('.', StringComparison.Ordinal)).Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal));
}
