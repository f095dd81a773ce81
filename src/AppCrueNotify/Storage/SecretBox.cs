using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AppCrueNotify.Storage;

/// <summary>Keeps credentials unreadable in the database and its backups: what opens them lies in the data directory's <c>keys</c>.</summary>
internal sealed class SecretBox
{
    /// <summary>Keeps these keys apart from other programs' in the same place.</summary>
    public const string Application = "appcrue-notify";

    private readonly IDataProtector _protector;

    public SecretBox(IDataProtectionProvider keys) => _protector = keys.CreateProtector("credentials");

    public SecretBox(StorageOptions options)
        : this(FileKeys(options))
    {
    }

    /// <summary>Keys that lie in the data directory.</summary>
    public static IDataProtectionProvider FileKeys(StorageOptions options) =>
        DataProtectionProvider.Create(CreateKeysDirectory(options), builder => builder.SetApplicationName(Application));

    /// <summary>The directory of keys, for the gateway's user alone.</summary>
    public static DirectoryInfo CreateKeysDirectory(StorageOptions options)
    {
        var keys = Directory.CreateDirectory(options.KeysDirectory);
        if (!OperatingSystem.IsWindows())
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return keys;
    }

    public string Close(string secret) => _protector.Protect(secret);

    /// <summary>The secret, or null when the keys that closed it are gone.</summary>
    public string? Open(string closed)
    {
        try
        {
            return _protector.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A key for signing, derived for a purpose; stable as long as the keys are.</summary>
    public static byte[] LinkKey(StorageOptions options)
    {
        var file = Path.Combine(options.KeysDirectory, "links.key");
        if (!File.Exists(file))
        {
            // Two programs may start at once, and a move that must not replace is no atomic one: one makes it, the other waits and finds it.
            using var alone = FileLock.Wait(Path.Combine(options.KeysDirectory, "links.lock"), TimeSpan.FromSeconds(30));
            if (!File.Exists(file))
            {
                // Written whole under another name first: the program may die here.
                var fresh = Path.Combine(options.KeysDirectory, "links.fresh");
                File.WriteAllBytes(fresh, RandomNumberGenerator.GetBytes(32));
                File.Move(fresh, file);
            }
        }

        return File.ReadAllBytes(file);
    }
}
