using System.Globalization;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Accounts;

/// <summary>Links for whoever holds the terminal: the first administrator, and one who is locked out.</summary>
internal sealed class AdminLinks(AccountDirectory accounts, LoginLinks links)
{
    /// <summary>The name of the first administrator, if no other is given.</summary>
    public const string FirstName = "admin";

    /// <summary>A link for the first start, as path and query; null when there are accounts.</summary>
    public async Task<string?> FirstAsync(CancellationToken cancellationToken) =>
        await accounts.AnyAsync(cancellationToken) ? null : await links.CreateAsync(new() { Who = FirstName }, LoginLinks.ForTerminals, cancellationToken);

    /// <summary>A link for an account, which is unlocked and enabled; a name that nobody has becomes an administrator when the link is used.</summary>
    public async Task<string> ForAsync(string name, CancellationToken cancellationToken)
    {
        var account = await accounts.ByNameAsync(Normal(name), cancellationToken);
        if (account is not null)
        {
            (account.LockedUntil, account.Failures, account.DisabledAt) = (null, 0, null);
            await accounts.SaveAsync(account, cancellationToken);
        }

        return await links.CreateAsync(new() { AccountId = account?.Id, Who = name }, LoginLinks.ForTerminals, cancellationToken);
    }

    /// <summary>With the store alone, for a command.</summary>
    public static AdminLinks Of(IDatabase database, SecretBox box, TimeProvider time) => new(new(database, box), new(database, time));

    // As the framework's normalizer does it.
    private static string Normal(string name) => name.Normalize().ToUpper(CultureInfo.InvariantCulture);
}
