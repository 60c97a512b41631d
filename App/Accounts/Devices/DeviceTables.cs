using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Accounts;

public static class DeviceTables
{
    extension(AppDb db)
    {
        public DbSet<KnownDevice> KnownDevices => db.Set<KnownDevice>();
    }
}

sealed class KnownDeviceTable : IEntityTypeConfiguration<KnownDevice>
{
    public const string UniqueMark = "ux_known_devices_mark";

    public void Configure(EntityTypeBuilder<KnownDevice> entity)
    {
        entity.ToTable("known_devices", "platform").Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.UserAgent).HasMaxLength(400);
        entity.Property(row => row.Address).HasMaxLength(45);
        entity.HasIndex(row => new { row.AccountId, row.Mark }).IsUnique().HasDatabaseName(UniqueMark);
        entity.HasIndex(row => row.LinkHash).IsUnique();
        entity.HasIndex(row => row.LastSeenAt);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
