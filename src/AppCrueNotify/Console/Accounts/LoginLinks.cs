using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AppCrueNotify.Storage;
using Dapper;

namespace AppCrueNotify.Console.Accounts;

/// <summary>Links that open the console once. Only a hash of each is stored.</summary>
internal sealed class LoginLinks(IDatabase database, TimeProvider time)
{
    /// <summary>Where a link leads; a page with a button, so that a mail scanner that looks at it does not use it up.</summary>
    public const string Path = "/login/link";

    /// <summary>How long a link of the command line or of the People page is good.</summary>
    public static TimeSpan ForPeople { get; } = TimeSpan.FromHours(24);

    /// <summary>How long the link that a first start prints is good, and one of <c>admin link</c>.</summary>
    public static TimeSpan ForTerminals { get; } = TimeSpan.FromHours(1);

    /// <summary>How long a link of Moodle's plugin page is good.</summary>
    public static TimeSpan ForMoodle { get; } = TimeSpan.FromMinutes(5);

    /// <summary>A new link, as path and query.</summary>
    /// <param name="grant">What it opens.</param>
    /// <param name="life">How long it is good.</param>
    public async Task<string> CreateAsync(LinkGrant grant, TimeSpan life, CancellationToken cancellationToken)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await database.WriteAsync(connection =>
        {
            connection.Execute("DELETE FROM login_link WHERE expires_at < @Now", new { Now = now.ToUnixTimeMilliseconds() });
            return connection.Execute(
                "INSERT INTO login_link (hash, account_id, site_id, who, expires_at) VALUES (@Hash, @AccountId, @SiteId, @Who, @Expires)",
                new { Hash = Hash(code), grant.AccountId, grant.SiteId, grant.Who, Expires = (now + life).ToUnixTimeMilliseconds() });
        }, cancellationToken);
        return $"{Path}?code={code}";
    }

    /// <summary>What a link opens, and the link is used up; null when it is wrong, old or was used.</summary>
    public Task<LinkGrant?> UseAsync(string code, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.QuerySingleOrDefault<LinkGrant>(
            "DELETE FROM login_link WHERE hash = @Hash AND expires_at >= @Now RETURNING account_id AS AccountId, site_id AS SiteId, who AS Who",
            new { Hash = Hash(code), Now = time.GetUtcNow().ToUnixTimeMilliseconds() }), cancellationToken);

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}

/// <summary>What a link opens: an account, or a site as a guest of its Moodle, or with neither a new administrator's account of that name.</summary>
internal sealed record LinkGrant
{
    public string? AccountId { get; init; }
    public long? SiteId { get; init; }
    public string Who { get; init; } = "";
}
