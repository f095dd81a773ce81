using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;

namespace AppCrueNotify.Console.Access;

/// <summary>Who asks, and what they may.</summary>
internal sealed class ConsoleAccess
{
    private readonly FrozenSet<long>? _sites;

    private ConsoleAccess(string id, string name, ConsoleRole role, FrozenSet<long>? sites) => (Id, Name, Role, _sites) = (id, name, role, sites);

    /// <summary>The account's id.</summary>
    public string Id { get; }

    /// <summary>The name that the activity log shows.</summary>
    public string Name { get; }

    public ConsoleRole Role { get; }

    /// <summary>Whether they came by a link of Moodle's and have no account here.</summary>
    public bool IsGuest { get; private init; }

    /// <summary>Whether texts of messages are shown to them.</summary>
    public bool SeesTexts => Role >= ConsoleRole.Operator;

    /// <summary>Whether they may change what becomes of messages.</summary>
    public bool Operates => Role >= ConsoleRole.Operator;

    public bool Administers => Role >= ConsoleRole.Admin;

    /// <summary>Whether every site is open to them, those of tomorrow too. What concerns no site (people, the system) is for these only.</summary>
    public bool SeesEverySite => _sites is null;

    /// <summary>Whether a site is open to them.</summary>
    public bool Sees(long siteId) => _sites?.Contains(siteId) ?? true;

    /// <summary>The person of a session; null when nobody is signed in.</summary>
    public static ConsoleAccess? Of(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true
            || user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id
            || ConsoleRoles.Parse(user.FindFirstValue(ConsoleClaims.Role)) is not { } role)
        {
            return null;
        }

        var only = user.HasClaim(c => c.Type is ConsoleClaims.OnlySites)
            ? user.FindAll(ConsoleClaims.Site).Select(c => long.Parse(c.Value, NumberStyles.None, CultureInfo.InvariantCulture)).ToFrozenSet()
            : null;
        return new(id, user.Identity.Name ?? id, role, only) { IsGuest = user.HasClaim(c => c.Type is ConsoleClaims.Guest) };
    }
}
