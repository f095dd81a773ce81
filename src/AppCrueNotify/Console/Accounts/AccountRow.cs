using AppCrueNotify.Console.Access;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Accounts;

/// <summary>An account as the table has it.</summary>
internal sealed record AccountRow
{
    public const string Columns = """
        id AS Id, name AS Name, normal_name AS NormalName, role AS Role, every_site AS EverySite, password_hash AS PasswordHash, security_stamp AS SecurityStamp,
        totp_key AS TotpKey, totp_on AS TotpOn, recovery_codes AS RecoveryCodes, login_provider AS LoginProvider, login_key AS LoginKey, language AS Language, time_zone AS TimeZone,
        failures AS Failures, locked_until AS LockedUntil, disabled_at AS DisabledAt, created_at AS CreatedAt, last_login_at AS LastLoginAt
        """;

    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string NormalName { get; init; } = "";
    public string Role { get; init; } = "";
    public long EverySite { get; init; }
    public string? PasswordHash { get; init; }
    public string SecurityStamp { get; init; } = "";
    public string? TotpKey { get; init; }
    public long TotpOn { get; init; }
    public string? RecoveryCodes { get; init; }
    public string? LoginProvider { get; init; }
    public string? LoginKey { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
    public long Failures { get; init; }
    public long? LockedUntil { get; init; }
    public long? DisabledAt { get; init; }
    public long CreatedAt { get; init; }
    public long? LastLoginAt { get; init; }

    public static AccountRow Of(Account a, SecretBox box) => new()
    {
        Id = a.Id,
        Name = a.Name,
        NormalName = a.NormalName,
        Role = a.Role.Word(),
        EverySite = a.EverySite ? 1 : 0,
        PasswordHash = a.PasswordHash,
        SecurityStamp = a.SecurityStamp,
        TotpKey = a.TotpKey is { } key ? box.Close(key) : null,
        TotpOn = a.TotpOn ? 1 : 0,
        RecoveryCodes = a.RecoveryCodes,
        LoginProvider = a.LoginProvider,
        LoginKey = a.LoginKey,
        Language = a.Language,
        TimeZone = a.TimeZone,
        Failures = a.Failures,
        LockedUntil = a.LockedUntil?.ToUnixTimeMilliseconds(),
        DisabledAt = a.DisabledAt?.ToUnixTimeMilliseconds(),
        CreatedAt = a.CreatedAt.ToUnixTimeMilliseconds(),
        LastLoginAt = a.LastLoginAt?.ToUnixTimeMilliseconds(),
    };

    public Account Account(IEnumerable<long> sites, SecretBox box) => new()
    {
        Id = Id,
        Name = Name,
        NormalName = NormalName,
        Role = ConsoleRoles.Parse(Role) ?? ConsoleRole.Viewer,
        EverySite = EverySite != 0,
        Sites = [.. sites],
        PasswordHash = PasswordHash,
        SecurityStamp = SecurityStamp,
        TotpKey = TotpKey is { } key ? box.Open(key) : null,
        TotpOn = TotpOn != 0,
        RecoveryCodes = RecoveryCodes,
        LoginProvider = LoginProvider,
        LoginKey = LoginKey,
        Language = Language,
        TimeZone = TimeZone,
        Failures = (int)Failures,
        LockedUntil = Time(LockedUntil),
        DisabledAt = Time(DisabledAt),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        LastLoginAt = Time(LastLoginAt),
    };

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } m ? DateTimeOffset.FromUnixTimeMilliseconds(m) : null;
}
