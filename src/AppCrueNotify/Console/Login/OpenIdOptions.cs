using AppCrueNotify.Console.Access;

namespace AppCrueNotify.Console.Login;

/// <summary>The university's own login, by OpenID Connect.</summary>
internal sealed record OpenIdOptions
{
    /// <summary>The provider's address, under which <c>/.well-known/openid-configuration</c> lies.</summary>
    public required Uri Authority { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>Who gets in, as what. Who fits none is turned away.</summary>
    public required IReadOnlyList<OpenIdGrant> Grants { get; init; }

    /// <summary>How the provider is called, for tests; null for the network.</summary>
    public HttpMessageHandler? Backchannel { get; init; }
}

/// <summary>People whose claim has this value get this role, at these sites.</summary>
/// <param name="Claim">The claim's name, such as <c>groups</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Role">The role.</param>
/// <param name="Sites">Names of sites; none for every site.</param>
internal sealed record OpenIdGrant(string Claim, string Value, ConsoleRole Role, IReadOnlyList<string> Sites)
{
    /// <summary>Reads <c>CLAIM=VALUE:ROLE[@SITE,SITE]</c>, such as <c>groups=moodle-admins:admin</c>; null when it is none.</summary>
    public static OpenIdGrant? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals) || colon <= equals + 1)
            return null;
        var at = text.IndexOf('@', colon);
        var role = ConsoleRoles.Parse(text[(colon + 1)..(at < 0 ? text.Length : at)]);
        var sites = at < 0 ? [] : text[(at + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return role is null || (at >= 0 && sites.Length == 0) ? null : new(text[..equals], text[(equals + 1)..colon], role.Value, sites);
    }
}
