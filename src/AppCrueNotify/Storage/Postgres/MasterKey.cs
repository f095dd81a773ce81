using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>
/// The one secret that all nodes of a database share, in each one's data directory and never in the database: it encrypts the keys that lie there. The first
/// node makes it; the operator copies it to the others.
/// </summary>
internal sealed class MasterKey
{
    private const string FileName = "master.key";
    private const int Bytes = 32;
    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    /// <summary>A key for a purpose, the same on every node.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Bytes, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>The key of the data directory.</summary>
    /// <exception cref="StoreUnavailableException">There is none, or it is not one.</exception>
    public static MasterKey Read(StorageOptions options)
    {
        var file = Path.Combine(options.KeysDirectory, FileName);
        if (!File.Exists(file))
            throw Refusal($"There is no {file}");
        try
        {
            var key = Convert.FromHexString(File.ReadAllText(file).Trim());
            return key.Length == Bytes ? new(key) : throw Refusal($"{file} is no key");
        }
        catch (FormatException)
        {
            throw Refusal($"{file} is no key");
        }
    }

    /// <summary>Makes the key where the database has none yet, and refuses to go on with another than the database's.</summary>
    /// <param name="alone">A connection that holds the lock of migrations: nodes that start together agree.</param>
    /// <exception cref="StoreUnavailableException">The node has no key or another one; the message says what to do.</exception>
    public static void Agree(StorageOptions options, NpgsqlConnection alone)
    {
        SecretBox.CreateKeysDirectory(options);
        var file = Path.Combine(options.KeysDirectory, FileName);
        using var known = new NpgsqlCommand(Sql.SelectMasterKeyCheck.Text, alone);
        if (known.ExecuteScalar() is string check)
        {
            if (Read(options).Check != check)
                throw Refusal($"{file} is another database's key");
            return;
        }

        if (!File.Exists(file))
            Write(file);
        using var first = new NpgsqlCommand(Sql.InsertMasterKeyCheck.Text, alone);
        first.Parameters.Add(new() { Value = Read(options).Check });
        first.ExecuteNonQuery();
    }

    private string Check => Convert.ToHexString(Derive("check"));

    private static void Write(string file)
    {
        // Written whole under another name first: the program may die here.
        var fresh = $"{file}.fresh";
        File.WriteAllText(fresh, Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes)));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        DiskFlush.File(fresh);
        File.Move(fresh, file, overwrite: true);
        DiskFlush.Directory(Path.GetDirectoryName(file)!);
    }

    private static StoreUnavailableException Refusal(string what) => new(
        $"{what}: this node could not read the credentials that are in the database. Copy keys/{FileName} from the data directory of a node that works with this database, then start again.", TimeSpan.FromSeconds(30));
}
