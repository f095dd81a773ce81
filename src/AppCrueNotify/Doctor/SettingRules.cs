using AppCrueNotify.Sites;

namespace AppCrueNotify.Doctor;

/// <summary>Settings that contradict each other or cannot mean what somebody wanted. Pure.</summary>
internal static class SettingRules
{
    private static readonly string[] Placeholders = ["{url}", "{relurl}"];

    public static IReadOnlyList<Check> Judge(Site site)
    {
        var found = Contradictions(site).ToList();
        return found.Count > 0 ? found : [Check.Ok("settings-agree")];
    }

    private static IEnumerable<Check> Contradictions(Site site)
    {
        var settings = site.Settings;
        if (settings.Window >= settings.ExpireAfter.Default)
            yield return Check.Problem("settings-window", settings.Window, settings.ExpireAfter.Default);
        foreach (var (component, expiry) in settings.ExpireAfter.Overrides.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (settings.Window >= expiry)
                yield return Check.Problem("settings-window-component", settings.Window, expiry, component);
        }

        if (settings.UrlPattern.Length > 0 && !Placeholders.Any(p => settings.UrlPattern.Contains(p, StringComparison.Ordinal)))
            yield return Check.Warning("settings-pattern", settings.UrlPattern);
        foreach (var (component, _) in Templates(settings).Where(t => t.Value.Length > 0 && !LiquidTemplate.TryParse(t.Value, out _)))
            yield return Check.Warning("settings-template", component);
        if (site.ApiToken is { Length: > 0 } token && token == site.CreatorKey)
            yield return Check.Problem("settings-same-key");
        if (IsOpen(site.TwinPushUrl))
            yield return Check.Problem("settings-open-twinpush", site.TwinPushUrl.ToString());
        if (settings.PublicUrl is { } address && IsOpen(address))
            yield return Check.Warning("settings-open-address", address.ToString());
        if (IsOpen(new(site.MoodleUrl)))
            yield return Check.Warning("settings-open-moodle", site.MoodleUrl);
    }

    private static IEnumerable<KeyValuePair<string, string>> Templates(SiteSettings settings) =>
        settings.TitleTemplates.Select(t => new KeyValuePair<string, string>(Named("title-template", t.Key), t.Value))
            .Concat(settings.TextTemplates.Select(t => new KeyValuePair<string, string>(Named("text-template", t.Key), t.Value)));

    private static string Named(string setting, string component) => component.Length == 0 ? setting : $"{setting}.{component}";

    /// <summary>Whether what goes there can be read on the way; this machine itself is nobody's way.</summary>
    private static bool IsOpen(Uri address) => address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback;
}
