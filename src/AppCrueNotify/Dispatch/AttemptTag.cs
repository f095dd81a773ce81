using System.Security.Cryptography;

namespace AppCrueNotify.Dispatch;

/// <summary>The unique mark of an attempt, sent as one of TwinPush's tags: by it a lost answer can be looked up.</summary>
internal static class AttemptTag
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary><c>acn-</c> and 20 letters with 100 random bits, readable aloud.</summary>
    public static string Create() => $"acn-{RandomNumberGenerator.GetString(Alphabet, 20)}";
}
