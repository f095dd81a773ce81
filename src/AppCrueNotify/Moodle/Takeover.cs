using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Moodle;

/// <summary>
/// Decides which settings of a Moodle become the site's. A setting is Moodle's until the admin sets it here to something else;
/// credentials are never taken over. Pure.
/// </summary>
internal static class Takeover
{
    private static readonly Dictionary<string, Func<JsonElement, string>> Texts = new()
    {
        ["enabled"] = Switch,
        ["group-name"] = Text,
        ["only-news-forum"] = Switch,
        ["url-pattern"] = Text,
        ["open-in-webview"] = Switch,
    };

    /// <exception cref="FormatException">A value does not fit; the message says which and what would.</exception>
    public static (ConnectionSettings Settings, TakeoverResult Decision) Decide(ConnectionSettings current, IReadOnlyDictionary<string, JsonElement> offered, Site site)
    {
        var (typed, given) = (new Dictionary<string, string>(current.Typed), new Dictionary<string, string>(current.Given));
        List<string> applied = [], differs = [];
        foreach (var (name, value) in offered)
        {
            if (value.ValueKind == JsonValueKind.Null)
                continue;
            if (Credential(name, site) is { } ours)
            {
                if (!Same(ours, Read(name, value, Text)))
                    differs.Add(name);
            }
            else if (Texts.TryGetValue(name, out var text))
            {
                var wanted = Read(name, value, text);
                _ = SettingCatalogue.Parse([new(name, wanted)]);
                var isSet = typed.TryGetValue(name, out var inForce);
                if (IsEqual(name, isSet ? inForce! : Default(name), wanted))
                    continue;
                if (isSet && !(given.TryGetValue(name, out var earlier) && earlier == inForce))
                {
                    differs.Add(name);
                    continue;
                }

                typed[name] = given[name] = wanted;
                applied.Add(name);
            }
        }

        return (new(applied.Count > 0 ? typed : current.Typed, given), new(applied, differs));
    }

    private static string? Credential(string name, Site site) => name switch
    {
        "app-id" => site.AppId,
        "creator-key" => site.CreatorKey,
        _ => null,
    };

    private static string Default(string name) => SettingCatalogue.All.First(s => s.Name == name).Default;

    // "true" and "on" are the same switch.
    private static bool IsEqual(string name, string one, string other) =>
        Texts[name] == Switch ? SettingValues.Switch(one) == SettingValues.Switch(other) : one == other;

    private static bool Same(string ours, string theirs) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(theirs));

    private static string Read(string name, JsonElement value, Func<JsonElement, string> read)
    {
        try
        {
            return read(value);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{name}: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // A lone surrogate: System.Text.Json refuses to read such a string.
            throw new FormatException($"{name}: the text has broken characters.", e);
        }
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException("a text was expected.");

    private static string Switch(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "on",
        JsonValueKind.False => "off",
        JsonValueKind.String => SettingValues.Switch(value.GetString()!) ? "on" : "off",
        _ => throw new FormatException("true or false was expected."),
    };
}

/// <summary>Which settings were taken over, and which the gateway keeps although Moodle has another value.</summary>
internal sealed record TakeoverResult(IReadOnlyList<string> Applied, IReadOnlyList<string> Differs);
