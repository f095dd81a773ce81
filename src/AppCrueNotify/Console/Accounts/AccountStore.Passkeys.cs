using Microsoft.AspNetCore.Identity;

namespace AppCrueNotify.Console.Accounts;

// Passkeys: they lie beside the accounts, so that a use writes one small row.
internal sealed partial class AccountStore
{
    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => passkeys.SaveAsync(user.Id, passkey, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) => [.. (await passkeys.OfAsync(user.Id, cancellationToken)).Select(p => p.Info())];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.FindAsync(credentialId, cancellationToken) is { } passkey ? await accounts.ByIdAsync(passkey.AccountId, cancellationToken) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.FindAsync(credentialId, cancellationToken) is { } passkey && passkey.AccountId == user.Id ? passkey.Info() : null;

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => passkeys.RemoveAsync(user.Id, PasskeyDirectory.Word(credentialId), cancellationToken);
}
