using AppCrueNotify.Console.Access;

namespace AppCrueNotify.Console.Accounts;

/// <summary>A person of the console, as the framework's account machinery changes it.</summary>
internal sealed class Account
{
    public string Id { get; init; } = Guid.NewGuid().ToString("n");
    public string Name { get; set; } = "";
    public string NormalName { get; set; } = "";
    public ConsoleRole Role { get; set; }

    /// <summary>Whether every site is open to them, those to come too.</summary>
    public bool EverySite { get; set; }

    /// <summary>Otherwise the sites that are.</summary>
    public IReadOnlyList<long> Sites { get; set; } = [];

    public string? PasswordHash { get; set; }

    /// <summary>Another one ends every session.</summary>
    public string SecurityStamp { get; set; } = "";

    public string? TotpKey { get; set; }
    public bool TotpOn { get; set; }

    /// <summary>Hashes of the codes that are left, separated by spaces.</summary>
    public string? RecoveryCodes { get; set; }

    /// <summary>Who vouches for them, for the university's own login.</summary>
    public string? LoginProvider { get; set; }

    public string? LoginKey { get; set; }
    public string? Language { get; set; }
    public string? TimeZone { get; set; }
    public int Failures { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastLoginAt { get; set; }

    // Never a hash or a key in a log.
    public override string ToString() => $"account {Id}";
}
