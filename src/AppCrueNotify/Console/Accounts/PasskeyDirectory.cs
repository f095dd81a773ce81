using System.Buffers.Text;
using AppCrueNotify.Storage;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace AppCrueNotify.Console.Accounts;

/// <summary>People's passkeys in the database.</summary>
internal sealed class PasskeyDirectory(IDatabase database, TimeProvider time)
{
    /// <summary>As many as one account may have.</summary>
    public const int Most = 20;

    public const int LongestName = 60;

    // A use changes what the authenticator says of itself, and never the name that its owner gave, nor whose it is.
    private const string Save = """
        INSERT INTO passkey (id, account_id, name, public_key, sign_count, transports, user_verified, backup_eligible, backed_up, created_at)
        VALUES (@Id, @AccountId, @Name, @PublicKey, @SignCount, @Transports, @UserVerified, @BackupEligible, @BackedUp, @CreatedAt)
        ON CONFLICT (id) DO UPDATE SET sign_count = excluded.sign_count, user_verified = excluded.user_verified, backed_up = excluded.backed_up, last_used_at = @Now
        WHERE passkey.account_id = excluded.account_id
        """;

    /// <summary>An account's passkeys, oldest first.</summary>
    public Task<IReadOnlyList<PasskeyRow>> OfAsync(string accountId, CancellationToken cancellationToken) =>
        FindAsync("account_id = @accountId", new { accountId }, cancellationToken);

    public async Task<PasskeyRow?> FindAsync(byte[] id, CancellationToken cancellationToken) =>
        (await FindAsync("id = @id", new { id = Word(id) }, cancellationToken)).SingleOrDefault();

    /// <summary>A new passkey, or what its use has changed.</summary>
    public Task SaveAsync(string accountId, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.Execute(Save, new
        {
            Id = Word(passkey.CredentialId),
            AccountId = accountId,
            Name = passkey.Name ?? "",
            passkey.PublicKey,
            SignCount = (long)passkey.SignCount,
            Transports = string.Join(' ', passkey.Transports ?? []),
            UserVerified = passkey.IsUserVerified ? 1L : 0L,
            BackupEligible = passkey.IsBackupEligible ? 1L : 0L,
            BackedUp = passkey.IsBackedUp ? 1L : 0L,
            CreatedAt = passkey.CreatedAt.ToUnixTimeMilliseconds(),
            Now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        }), cancellationToken);

    /// <returns>Whether the account has it.</returns>
    public async Task<bool> RenameAsync(string accountId, string id, string name, CancellationToken cancellationToken) =>
        await database.WriteAsync(connection => connection.Execute("UPDATE passkey SET name = @name WHERE id = @id AND account_id = @accountId", new { id, accountId, name }), cancellationToken) > 0;

    /// <returns>Whether the account had it.</returns>
    public async Task<bool> RemoveAsync(string accountId, string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(connection => connection.Execute("DELETE FROM passkey WHERE id = @id AND account_id = @accountId", new { id, accountId }), cancellationToken) > 0;

    /// <summary>Removes all that an account has.</summary>
    public Task ForgetAsync(string accountId, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.Execute("DELETE FROM passkey WHERE account_id = @accountId", new { accountId }), cancellationToken);

    /// <summary>A credential's id as it is stored.</summary>
    public static string Word(byte[] id) => Base64Url.EncodeToString(id);

    private Task<IReadOnlyList<PasskeyRow>> FindAsync(string where, object values, CancellationToken cancellationToken) => database.ReadAsync(connection =>
        (IReadOnlyList<PasskeyRow>)connection.Query<PasskeyRow>($"SELECT {PasskeyRow.Columns} FROM passkey WHERE {where} ORDER BY created_at, id", values).AsList(), cancellationToken);
}
