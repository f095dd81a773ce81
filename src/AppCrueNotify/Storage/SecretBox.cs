using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AppCrueNotify.Storage;

/// <summary>Keeps credentials unreadable in the database and its backups: the keys lie beside it, in the data directory's <c>keys</c>.</summary>
internal sealed class SecretBox
{
    private readonly IDataProtector _protector;

    public SecretBox(StorageOptions options)
    {
        var keys = Directory.CreateDirectory(options.KeysDirectory);
        if (!OperatingSystem.IsWindows())
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        _protector = DataProtectionProvider.Create(keys, builder => builder.SetApplicationName("appcrue-notify")).CreateProtector("credentials");
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
            // Written whole under another name first: two programs may start at once, and one may die here.
            var fresh = Path.Combine(options.KeysDirectory, $"links.{Path.GetRandomFileName()}");
            File.WriteAllBytes(fresh, RandomNumberGenerator.GetBytes(32));
            Adopt(fresh, file);
        }

        return File.ReadAllBytes(file);
    }

    /// <summary>Makes the fresh key the key, unless another program was first: then that one's counts.</summary>
    private static void Adopt(string fresh, string file)
    {
        try
        {
            File.Move(fresh, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(fresh);
        }
    }
}
