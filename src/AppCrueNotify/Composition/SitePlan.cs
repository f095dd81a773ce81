using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Composition;

/// <summary>A site's settings, made ready for composing: icons, templates, and an identity of all that decides.</summary>
internal sealed class SitePlan
{
    private static readonly Dictionary<string, string> BuiltInIcons = new()
    {
        ["mod_forum"] = "📢",
        ["moodle/instantmessage"] = "💬",
        ["local_mail"] = "📧",
    };

    private readonly Dictionary<string, LiquidTemplate> _titles;
    private readonly Dictionary<string, LiquidTemplate> _texts;
    private readonly byte[] _identity;

    public SitePlan(Site site)
    {
        Site = site.MoodleUrl.EndsWith('/') ? site with { MoodleUrl = site.MoodleUrl.TrimEnd('/') } : site;
        _titles = Parsed(site.Settings.TitleTemplates);
        _texts = Parsed(site.Settings.TextTemplates);
        _identity = IdentityOf(Site);
    }

    public Site Site { get; }

    /// <summary>Whether messages are kept beside their pushes.</summary>
    public bool KeepsOriginals => Site.Settings.KeepOriginals > TimeSpan.Zero;

    /// <summary>Hash of the identity, for finding; <see cref="IsSame"/> decides.</summary>
    public ulong Seed => BinaryPrimitives.ReadUInt64LittleEndian(_identity);

    /// <summary>Whether two plans make equal pushes of equal messages.</summary>
    public bool IsSame(SitePlan other) => ReferenceEquals(this, other) || _identity.AsSpan().SequenceEqual(other._identity);

    public string Icon(Message message) =>
        Lookup(Site.Settings.Icons, message) ?? Lookup(BuiltInIcons, message) ?? "";

    public bool IsProtected(Message message) =>
        Site.Settings.ProtectedComponents.Count > 0
        && (Site.Settings.ProtectedComponents.Contains(message.Component) || Site.Settings.ProtectedComponents.Contains($"{message.Component}/{message.Name}"));

    public LiquidTemplate? Title(Message message) => Lookup(_titles, message);

    public LiquidTemplate? Text(Message message) => Lookup(_texts, message);

    private static T? Lookup<T>(IReadOnlyDictionary<string, T> map, Message message)
        where T : class =>
        map.Count == 0 ? null
        : map.TryGetValue($"{message.Component}/{message.Name}", out var exact) ? exact
        : map.TryGetValue(message.Component, out var component) ? component
        : map.GetValueOrDefault("");

    // Templates were checked when they were set; one that an older version stored and this one refuses gives way to the built-in text.
    private static Dictionary<string, LiquidTemplate> Parsed(IReadOnlyDictionary<string, string> sources)
    {
        var templates = new Dictionary<string, LiquidTemplate>();
        foreach (var (component, source) in sources)
        {
            if (source.Length > 0 && LiquidTemplate.TryParse(source, out var template))
                templates[component] = template;
        }

        return templates;
    }

    private static byte[] IdentityOf(Site site)
    {
        var settings = site.Settings;
        var parts = JsonSerializer.Serialize(new object?[]
        {
            site.Id, site.Name, site.MoodleUrl, settings.UrlPattern, settings.OpenInWebview, settings.PublicUrl?.AbsoluteUri, settings.GroupName,
            Sorted(settings.Icons), settings.ProtectedComponents.Order(StringComparer.Ordinal), Sorted(settings.TitleTemplates), Sorted(settings.TextTemplates), settings.KeepOriginals > TimeSpan.Zero,
        });
        return SHA256.HashData(Encoding.UTF8.GetBytes(parts));
    }

    private static IEnumerable<string[]> Sorted(IReadOnlyDictionary<string, string> map) =>
        map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new[] { p.Key, p.Value });
}
