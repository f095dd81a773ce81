using System.Security.Cryptography;
using System.Text;

namespace AppCrueNotify.Console.Accounts;

// The second factor: the authenticator app's key, and codes for when the phone is lost, of which only hashes are kept.
internal sealed partial class AccountStore
{
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Set(() => user.TotpOn = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TotpOn);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => Set(() => user.TotpKey = key);

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TotpKey);

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(() => user.RecoveryCodes = string.Join(' ', recoveryCodes.Select(Hash)));

    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var codes = Codes(user);
        var hash = Hash(code);
        if (!codes.Remove(hash))
            return false;
        user.RecoveryCodes = string.Join(' ', codes);
        return await accounts.SaveAsync(user, cancellationToken);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Codes(user).Count);

    private static List<string> Codes(Account user) => [.. (user.RecoveryCodes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    // Ten random letters and digits each: a plain hash of so much chance cannot be searched within a lockout's tries, nor offline within years.
    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
