using System.Data.Common;
using AppCrueNotify.Storage;
using Dapper;

namespace AppCrueNotify.Console.Accounts;

/// <summary>The accounts in the database.</summary>
internal sealed class AccountDirectory(IDatabase database, SecretBox box)
{
    private const string Values = """
        @Id, @Name, @NormalName, @Role, @EverySite, @PasswordHash, @SecurityStamp, @TotpKey, @TotpOn, @RecoveryCodes, @LoginProvider, @LoginKey, @Language, @TimeZone,
        @Failures, @LockedUntil, @DisabledAt, @CreatedAt, @LastLoginAt
        """;

    private const string Insert = $"""
        INSERT INTO account (id, name, normal_name, role, every_site, password_hash, security_stamp, totp_key, totp_on, recovery_codes, login_provider, login_key, language, time_zone,
            failures, locked_until, disabled_at, created_at, last_login_at)
        VALUES ({Values}) ON CONFLICT DO NOTHING
        """;

    private const string Update = """
        UPDATE account SET name = @Name, normal_name = @NormalName, role = @Role, every_site = @EverySite, password_hash = @PasswordHash, security_stamp = @SecurityStamp, totp_key = @TotpKey,
            totp_on = @TotpOn, recovery_codes = @RecoveryCodes, login_provider = @LoginProvider, login_key = @LoginKey, language = @Language, time_zone = @TimeZone, failures = @Failures,
            locked_until = @LockedUntil, disabled_at = @DisabledAt, last_login_at = @LastLoginAt
        WHERE id = @Id
        """;

    public async Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM (SELECT 1 FROM account LIMIT 1) AS one"), cancellationToken) > 0;

    /// <summary>Everybody, by name.</summary>
    public Task<IReadOnlyList<Account>> AllAsync(CancellationToken cancellationToken) => FindAsync("", null, cancellationToken);

    public async Task<Account?> ByIdAsync(string id, CancellationToken cancellationToken) => (await FindAsync("WHERE id = @id", new { id }, cancellationToken)).SingleOrDefault();

    public async Task<Account?> ByNameAsync(string normalName, CancellationToken cancellationToken) => (await FindAsync("WHERE normal_name = @normalName", new { normalName }, cancellationToken)).SingleOrDefault();

    public async Task<Account?> ByLoginAsync(string provider, string key, CancellationToken cancellationToken) =>
        (await FindAsync("WHERE login_provider = @provider AND login_key = @key", new { provider, key }, cancellationToken)).SingleOrDefault();

    /// <returns>Whether the name was free.</returns>
    public Task<bool> AddAsync(Account account, CancellationToken cancellationToken) => database.WriteAsync(connection =>
    {
        if (connection.Execute(Insert, AccountRow.Of(account, box)) == 0)
            return false;
        SaveSites(connection, account);
        return true;
    }, cancellationToken);

    public Task<bool> SaveAsync(Account account, CancellationToken cancellationToken) => database.WriteAsync(connection =>
    {
        if (connection.Execute(Update, AccountRow.Of(account, box)) == 0)
            return false;
        SaveSites(connection, account);
        return true;
    }, cancellationToken);

    private static void SaveSites(DbConnection connection, Account account)
    {
        connection.Execute("DELETE FROM account_site WHERE account_id = @Id", new { account.Id });
        foreach (var site in account.Sites.Distinct())
            connection.Execute("INSERT INTO account_site (account_id, site_id) VALUES (@Id, @site)", new { account.Id, site });
    }

    private Task<IReadOnlyList<Account>> FindAsync(string where, object? values, CancellationToken cancellationToken) => database.ReadAsync(connection =>
    {
        var rows = connection.Query<AccountRow>($"SELECT {AccountRow.Columns} FROM account {where} ORDER BY normal_name", values).AsList();
        var sites = rows.Count == 0 ? null : connection.Query<(string Account, long Site)>("SELECT account_id, site_id FROM account_site WHERE account_id IN @ids", new { ids = rows.Select(r => r.Id) }).ToLookup(s => s.Account, s => s.Site);
        return (IReadOnlyList<Account>)[.. rows.Select(r => r.Account(sites![r.Id], box))];
    }, cancellationToken);
}
