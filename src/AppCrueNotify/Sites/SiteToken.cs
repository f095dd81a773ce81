using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AppCrueNotify.Sites;

/// <summary>The token a Moodle shows at the intake: <c>acn_ID.SECRET</c>. Only the secret's hash is stored.</summary>
/// <remarks>The secret has 256 random bits, so a plain SHA-256 protects it as well as a slow hash would.</remarks>
internal sealed record SiteToken(string Id, string Secret)
{
    private const string Prefix = "acn_";

    /// <summary>A new token.</summary>
    public static SiteToken Create() => new(Random(9), Random(32));

    /// <summary>The parts of a token, or null when the text cannot be one.</summary>
    public static SiteToken? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return text.StartsWith(Prefix, StringComparison.Ordinal) && dot > Prefix.Length && text.Length is > 20 and < 200
            ? new(text[Prefix.Length..dot], text[(dot + 1)..])
            : null;
    }

    /// <summary>What is stored: SHA-256 of the secret, hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    /// <summary>Compares with a stored hash in a time that does not depend on where they differ.</summary>
    public bool Matches(string storedHash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash()), Encoding.ASCII.GetBytes(storedHash));

    /// <summary>The token as Moodle's admin pastes it.</summary>
    public string Text => $"{Prefix}{Id}.{Secret}";

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Prefix}{Id}.(secret)";

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
