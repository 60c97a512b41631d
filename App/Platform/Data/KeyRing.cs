using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>A key of the Data Protection ring: what seals antiforgery tokens and stored secrets, the same on all instances.</summary>
sealed class ProtectionKey
{
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Xml { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
}

sealed class ProtectionKeyTable : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> entity)
    {
        entity.ToTable("protection_keys", "platform").Grant(Grants.Append);
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Name).HasMaxLength(200);
    }
}

/// <summary>Keeps the ring in PostgreSQL, so that it is where the data is, in backups and on every instance.</summary>
sealed class KeyRing(AppDatabase database, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var read = database.Source.CreateCommand("select xml from platform.protection_keys order by created_at, id");
        using var row = read.ExecuteReader();
        var keys = new List<XElement>();
        while (row.Read())
            keys.Add(XElement.Parse(row.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var now = clock.GetUtcNow();
        using var store = database.Source.Command("insert into platform.protection_keys (id, name, xml, created_at) values ($1, $2, $3, $4)",
            Guid.CreateVersion7(now), friendlyName, element.ToString(SaveOptions.DisableFormatting), now);
        store.ExecuteNonQuery();
    }
}

public static class KeyRingSetup
{
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Stockade");
        services.AddSingleton<KeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, ring) => options.XmlRepository = ring);
    }
}
