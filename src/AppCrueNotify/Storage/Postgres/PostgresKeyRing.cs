using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>The keys that protect credentials and cookies: in the database, so that all nodes have those that one of them made, and encrypted with the master key.</summary>
internal sealed class PostgresKeyRing(PostgresConnections connections) : IXmlRepository
{
    public static IDataProtectionProvider Open(PostgresConnections connections, MasterKey master)
    {
        // A container of its own: the framework's data protection is made of many services that are nobody else's business.
        var services = new ServiceCollection().AddSingleton(master);
        services.AddDataProtection().SetApplicationName(SecretBox.Application);
        services.Configure<KeyManagementOptions>(options => (options.XmlRepository, options.XmlEncryptor) = (new PostgresKeyRing(connections), new Encryptor(master)));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    public IReadOnlyCollection<XElement> GetAllElements() =>
        // The framework asks synchronously, at the first use and once a day.
        [.. connections.QueryAsync(Sql.SelectProtectionKeys, r => XElement.Parse(r.GetString(0)), [], CancellationToken.None).GetAwaiter().GetResult()];

    public void StoreElement(XElement element, string friendlyName) =>
        connections.RunAsync(Sql.InsertProtectionKey, [("@name", friendlyName), ("@xml", element.ToString(SaveOptions.DisableFormatting))], CancellationToken.None).GetAwaiter().GetResult();

    private static byte[] KeyOf(MasterKey master) => master.Derive("protection keys");

    private sealed class Encryptor(MasterKey master) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement)
        {
            var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
            var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
            var (sealedBytes, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
            using var aes = new AesGcm(KeyOf(master), tag.Length);
            aes.Encrypt(nonce, plain, sealedBytes, tag);
            return new(new XElement("sealed", Convert.ToBase64String([.. nonce, .. tag, .. sealedBytes])), typeof(Decryptor));
        }
    }

    /// <summary>Made by the framework, by the name that stands beside what it is to open.</summary>
    private sealed class Decryptor(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement)
        {
            var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
            var bytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
            var plain = new byte[bytes.Length - nonceSize - tagSize];
            using var aes = new AesGcm(KeyOf(services.GetRequiredService<MasterKey>()), tagSize);
            aes.Decrypt(bytes[..nonceSize], bytes[(nonceSize + tagSize)..], bytes[nonceSize..(nonceSize + tagSize)], plain);
            return XElement.Parse(Encoding.UTF8.GetString(plain));
        }
    }
}
