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

namespace App.Platform;

/// <summary>
/// Data Protection's keys, shared by all instances through the database and sealed there as fields are: a copy of the database alone
/// opens nothing.
/// </summary>
public static class KeyRing
{
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("stockade");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRepository(provider.GetRequiredService<AppDatabase>());
            options.XmlEncryptor = new KeyCipher(provider);
        }));
        services.AddScoped<IRewrap, KeyRingRewrap>();
    }

    /// <summary>
    /// What is wrong when the ring does not open: with other keys than it was sealed with, every cookie and token would fail one by one. Null when
    /// it opens, when there is none yet, and when the database cannot be asked now.
    /// </summary>
    public static string? Fault(IServiceProvider services)
    {
        var cipher = services.GetRequiredService<FieldCipher>();
        try
        {
            foreach (var secret in new KeyRepository(services.GetRequiredService<AppDatabase>()).GetAllElements().SelectMany(key => key.Descendants(KeyCipher.Element)))
                cipher.Open(secret.Value, KeyCipher.Place);
            return null;
        }
        catch (CryptographicException failure)
        {
            return $"The keys in this database do not open with those in Encryption__KeyFolder or Encryption__Key. {failure.Message}";
        }
        catch (NpgsqlException)
        {
            return null;
        }
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
        using var command = database.Source.CreateCommand("insert into platform.data_protection_keys (name, xml) values ($1, $2)");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}

/// <summary>How the framework asks for a key of the ring to be sealed, and opened again: it makes the one that opens by itself.</summary>
sealed class KeyCipher(IServiceProvider services) : IXmlEncryptor, IXmlDecryptor
{
    public const string Element = "sealed", Place = "data_protection_keys|xml";

    readonly FieldCipher cipher = services.GetRequiredService<FieldCipher>();

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(Element, cipher.Close(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Place)), typeof(KeyCipher));

    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(Encoding.UTF8.GetString(cipher.Open(encryptedElement.Value, Place)));
}

/// <summary>The ring under the key that seals now.</summary>
sealed class KeyRingRewrap(FieldCipher cipher) : IRewrap
{
    public async Task<int> RewrapAsync(AppDb db, CancellationToken ct)
    {
        var rows = db.Set<StoredKey>();
        var done = 0;
        foreach (var row in await rows.AsNoTracking().ToListAsync(ct))
        {
            var xml = XElement.Parse(row.Xml);
            var changed = false;
            foreach (var secret in xml.Descendants(KeyCipher.Element))
                if (cipher.Rewrap(secret.Value, KeyCipher.Place) is { } renewed)
                    (secret.Value, changed) = (renewed, true);
            if (changed)
                done += await rows.Where(same => same.Name == row.Name && same.Xml == row.Xml).ExecuteUpdateAsync(set => set.SetProperty(it => it.Xml, xml.ToString(SaveOptions.DisableFormatting)), ct);
        }
        return done;
    }
}
