using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace App.Platform;

/// <summary>
/// Data Protection's keys, shared by all instances through the database and, with <c>KeyRing__Secret</c> set, encrypted there: a
/// copy of the database alone opens nothing.
/// </summary>
public static class KeyRing
{
    public const string Setting = "KeyRing:Secret";

    public static void AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection().SetApplicationName("stockade");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRepository(provider.GetRequiredService<AppDatabase>());
            if (configuration[Setting] is { Length: > 0 } secret)
                options.XmlEncryptor = new KeyCipher(secret);
        }));
    }
}

/// <summary>One key of the ring, as the framework writes it.</summary>
sealed class StoredKey
{
    public string Name { get; private set; } = "";
    public string Xml { get; private set; } = "";
}

sealed class StoredKeyTable : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> entity)
    {
        entity.ToTable("data_protection_keys", "platform").Grant(Grants.Append);
        entity.HasKey(row => row.Name);
        entity.Property(row => row.Name).HasMaxLength(200);
    }
}

sealed class KeyRepository(AppDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.Source.CreateCommand("select xml from platform.data_protection_keys");
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
            keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.Source.CreateCommand("insert into platform.data_protection_keys (name, xml) values ($1, $2)");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}

/// <summary>AES-256-GCM under a key drawn from the secret: nonce, tag, ciphertext.</summary>
sealed class KeyCipher : IXmlEncryptor, IXmlDecryptor
{
    const int Nonce = 12, Tag = 16;
    readonly byte[] key;

    public KeyCipher(string secret) =>
        key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "stockade key ring"u8.ToArray());

    /// <summary>How the framework makes the one that decrypts.</summary>
    public KeyCipher(IServiceProvider services) : this(services.GetRequiredService<IConfiguration>()[KeyRing.Setting]
        ?? throw new InvalidOperationException("The key ring is encrypted: set KeyRing__Secret to what it was encrypted with."))
    {
    }

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var blob = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(blob.AsSpan(0, Nonce), plain, blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(blob)), typeof(KeyCipher));
    }

    public XElement Decrypt(XElement encryptedElement)
    {
        var blob = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[blob.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(blob.AsSpan(0, Nonce), blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
