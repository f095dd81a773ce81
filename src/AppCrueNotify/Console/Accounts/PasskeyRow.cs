using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace AppCrueNotify.Console.Accounts;

/// <summary>A passkey as the table has it.</summary>
internal sealed record PasskeyRow
{
    public const string Columns = """
        id AS Id, account_id AS AccountId, name AS Name, public_key AS PublicKey, sign_count AS SignCount, transports AS Transports, user_verified AS UserVerified,
        backup_eligible AS BackupEligible, backed_up AS BackedUp, created_at AS CreatedAt, last_used_at AS LastUsedAt
        """;

    public string Id { get; init; } = "";
    public string AccountId { get; init; } = "";
    public string Name { get; init; } = "";
    public byte[] PublicKey { get; init; } = [];
    public long SignCount { get; init; }
    public string Transports { get; init; } = "";
    public long UserVerified { get; init; }
    public long BackupEligible { get; init; }
    public long BackedUp { get; init; }
    public long CreatedAt { get; init; }
    public long? LastUsedAt { get; init; }

    /// <summary>As the framework asks for it. How the authenticator proved its make is not kept: nobody asks again.</summary>
    public UserPasskeyInfo Info() => new(
        Base64Url.DecodeFromChars(Id), PublicKey, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        UserVerified != 0, BackupEligible != 0, BackedUp != 0, [], []) { Name = Name };
}
