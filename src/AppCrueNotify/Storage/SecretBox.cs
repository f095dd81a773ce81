using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;

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
        FileKeys(CreateKeysDirectory(options));

    /// <summary>The directory of keys, for the gateway's user alone.</summary>
    public static DirectoryInfo CreateKeysDirectory(StorageOptions options)
    {
        var keys = Directory.CreateDirectory(options.KeysDirectory);
        if (!OperatingSystem.IsWindows())
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        DiskFlush.Directory(options.Directory);
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
                DiskFlush.File(fresh);
                File.Move(fresh, file);
                DiskFlush.Directory(options.KeysDirectory);
            }
        }

        return File.ReadAllBytes(file);
    }

    // The framework would take its own repository, which does not wait for the disk; what is configured later wins.
    private static IDataProtectionProvider FileKeys(DirectoryInfo directory) => DataProtectionProvider.Create(
        directory,
        builder => builder.SetApplicationName(Application).Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new FlushedKeys(directory)));

    /// <summary>Keys in files that a power cut leaves alone: a credential is closed with a key only once that key is on the disk.</summary>
    private sealed class FlushedKeys(DirectoryInfo directory) : FileSystemXmlRepository(directory, NullLoggerFactory.Instance)
    {
        public override void StoreElement(XElement element, string friendlyName)
        {
            base.StoreElement(element, friendlyName);
            // The name is the framework's business, and there are few files: one for each quarter of a year.
            foreach (var file in Directory.GetFiles("*.xml"))
                DiskFlush.File(file.FullName);
            DiskFlush.Directory(Directory.FullName);
        }
    }
}
