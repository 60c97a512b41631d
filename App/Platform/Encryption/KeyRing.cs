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
using Npgsql;

namespace App.Platform.Encryption;

/// <summary>
/// Stores the keys of ASP.NET Core Data Protection in the database, which all instances share. They are encrypted like other
/// fields, so a copy of the database is not enough to use them.
/// </summary>
public static class KeyRing
{
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("stockade");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = new KeyRepository(provider.GetRequiredService<AppDatabase>());
                options.XmlEncryptor = new KeyCipher(provider);
            }));
        services.AddScoped<IReencrypt, ReencryptKeyRing>();
    }

    /// <summary>
    /// Returns a message if the stored keys cannot be decrypted with the configured encryption keys, because then every cookie
    /// and token would fail one by one. Returns null if they can be decrypted, if there are none yet, or if the database is
    /// unavailable.
    /// </summary>
    public static string? Fault(IServiceProvider services)
    {
        var cipher = services.GetRequiredService<FieldCipher>();
        try
        {
            var keys = new KeyRepository(services.GetRequiredService<AppDatabase>()).GetAllElements();
            foreach (var secret in keys.SelectMany(key => key.Descendants(KeyCipher.Element)))
                cipher.Decrypt(secret.Value, KeyCipher.Place);
            return null;
        }
        catch (CryptographicException failure)
        {
            return "The keys in this database cannot be decrypted with those in Encryption__KeyFolder or Encryption__Key. "
                + failure.Message;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}

/// <summary>Stores one Data Protection key as the framework's XML.</summary>
sealed class StoredKey
{
    public string Name { get; private set; } = "";
    public string Xml { get; private set; } = "";
}

sealed class StoredKeyTable : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> entity)
    {
        entity.ToTable("data_protection_keys", "platform").Grant(Grants.Change);
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
        using var command = database.Source.CreateCommand(
            "insert into platform.data_protection_keys (name, xml) values ($1, $2)");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}

/// <summary>
/// Encrypts and decrypts Data Protection keys for the framework, which creates the decrypting instance itself.
/// </summary>
sealed class KeyCipher(IServiceProvider services) : IXmlEncryptor, IXmlDecryptor
{
    public const string Element = "sealed";
    public const string Place = "data_protection_keys|xml";

    readonly FieldCipher cipher = services.GetRequiredService<FieldCipher>();

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var xml = plaintextElement.ToString(SaveOptions.DisableFormatting);
        return new(new XElement(Element, cipher.Encrypt(Encoding.UTF8.GetBytes(xml), Place)), typeof(KeyCipher));
    }

    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(cipher.Decrypt(encryptedElement.Value, Place)));
}

/// <summary>Re-encrypts the Data Protection keys with the current encryption key.</summary>
sealed class ReencryptKeyRing(FieldCipher cipher) : IReencrypt
{
    public async Task<int> ReencryptAsync(AppDb db, CancellationToken ct)
    {
        var rows = db.Set<StoredKey>();
        var count = 0;
        foreach (var row in await rows.AsNoTracking().ToListAsync(ct))
        {
            var xml = XElement.Parse(row.Xml);
            var changed = false;
            foreach (var secret in xml.Descendants(KeyCipher.Element))
            {
                if (cipher.Reencrypt(secret.Value, KeyCipher.Place) is not { } reencrypted)
                    continue;
                secret.Value = reencrypted;
                changed = true;
            }
            if (!changed)
                continue;
            var text = xml.ToString(SaveOptions.DisableFormatting);
            count += await rows.Where(same => same.Name == row.Name && same.Xml == row.Xml)
                .ExecuteUpdateAsync(set => set.SetProperty(it => it.Xml, text), ct);
        }
        return count;
    }
}
