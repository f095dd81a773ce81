using System.CommandLine;
using System.Net;
using AppCrueNotify.Console;
using AppCrueNotify.Console.Login;

namespace AppCrueNotify.Commands;

/// <summary>The options of <c>serve</c> that concern the console.</summary>
internal sealed class ConsoleOptionSet
{
    private const string SecretVariable = "APPCRUENOTIFY_OIDC_SECRET";
    private readonly Option<string?> _publicUrl = new("--public-url") { Description = "How the console is called from outside, such as https://push.example.edu; links use it.", HelpName = "URL" };
    private readonly Option<string[]> _proxies = new("--proxy") { Description = "The address of a proxy whose X-Forwarded headers are believed; those on this machine are. May stand several times.", HelpName = "IP" };
    private readonly Option<string?> _authority = new("--oidc-authority") { Description = "The university's own login, by OpenID Connect: the provider's address.", HelpName = "URL" };
    private readonly Option<string?> _client = new("--oidc-client") { Description = "The client id that the provider gave.", HelpName = "ID" };
    private readonly Option<string?> _secret = new("--oidc-secret-file") { Description = $"A file with the client secret. Also by the environment variable {SecretVariable}.", HelpName = "FILE" };
    private readonly Option<string[]> _grants = new("--oidc-grant") { Description = "Who gets in, as what: CLAIM=VALUE:ROLE[@SITE,SITE]. May stand several times.", HelpName = "GRANT" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_publicUrl, _proxies, _authority, _client, _secret, _grants])
            command.Add(option);
    }

    /// <exception cref="UsageException">An option is wrong, or one is missing beside the others.</exception>
    public ConsoleOptions Read(ParseResult parsed) => new()
    {
        PublicUrl = parsed.GetValue(_publicUrl) is { } url ? Address("--public-url", url) : null,
        Proxies = [.. (parsed.GetValue(_proxies) ?? []).Select(p => IPAddress.TryParse(p, out var address) ? address : throw new UsageException($"--proxy: '{p}' is no IP address."))],
        OpenId = parsed.GetValue(_authority) is { } authority ? OpenId(parsed, Address("--oidc-authority", authority)) : null,
    };

    private OpenIdOptions OpenId(ParseResult parsed, Uri authority)
    {
        if (authority.Scheme != "https" && !authority.IsLoopback)
            throw new UsageException("--oidc-authority must be an https address.");
        var grants = (parsed.GetValue(_grants) ?? []).Select(g => OpenIdGrant.Parse(g) ?? throw new UsageException($"--oidc-grant: '{g}' is not CLAIM=VALUE:ROLE[@SITE,SITE] with the role viewer, operator or admin.")).ToList();
        if (grants.Count == 0)
            throw new UsageException("--oidc-authority needs at least one --oidc-grant, or nobody gets in.");
        return new()
        {
            Authority = authority,
            ClientId = parsed.GetValue(_client) ?? throw new UsageException("--oidc-authority needs --oidc-client."),
            ClientSecret = Secret(parsed.GetValue(_secret)),
            Grants = grants,
        };
    }

    private static string Secret(string? file)
    {
        try
        {
            var secret = file is not null ? File.ReadAllText(file).Trim() : Environment.GetEnvironmentVariable(SecretVariable);
            return secret is { Length: > 0 } ? secret : throw new UsageException($"--oidc-authority needs --oidc-secret-file or the variable {SecretVariable}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--oidc-secret-file: {e.Message}");
        }
    }

    private static Uri Address(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") ? url : throw new UsageException($"{option}: '{text}' is no address such as https://push.example.edu.");
}
