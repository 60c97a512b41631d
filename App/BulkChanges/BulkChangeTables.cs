using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.BulkChanges;

public static class BulkChangeTables
{
    extension(AppDb db)
    {
        public DbSet<BulkChange> BulkChanges => db.Set<BulkChange>();
        public DbSet<BulkItem> BulkItems => db.Set<BulkItem>();
    }
}

sealed class BulkChangeTable : IEntityTypeConfiguration<BulkChange>
{
    public void Configure(EntityTypeBuilder<BulkChange> entity)
    {
        entity.ToTable("bulk_changes").Grant(Grants.Change, ops: Grants.All);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Action).HasMaxLength(80);
        entity.Property(row => row.Arguments).HasColumnType("jsonb");
        entity.Property(row => row.MemberName).HasMaxLength(200);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.HasIndex(row => row.UpdatedAt, "ix_bulk_changes_running")
            .HasFilter($"state = '{nameof(BulkState.Running)}'");
        entity.HasIndex(row => row.CreatedAt);
    }
}

sealed class BulkItemTable : IEntityTypeConfiguration<BulkItem>
{
    public void Configure(EntityTypeBuilder<BulkItem> entity)
    {
        entity.ToTable("bulk_items").Grant(Grants.Append, ops: "select, update");
        entity.HasKey(row => new { row.OrganizationId, row.BulkChangeId, row.Position });
        entity.Property(row => row.Label).HasMaxLength(200);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Before).HasColumnType("jsonb");
        entity.Property(row => row.Code).HasMaxLength(80);
        entity.Property(row => row.Detail).HasMaxLength(1000);
        entity.HasIndex(row => new { row.OrganizationId, row.BulkChangeId, row.Position }, "ix_bulk_items_waiting")
            .HasFilter($"state = '{nameof(BulkItemState.Waiting)}'");
        entity.HasIndex(row => new { row.OrganizationId, row.BulkChangeId, row.Position }, "ix_bulk_items_failed")
            .HasFilter($"state = '{nameof(BulkItemState.Failed)}'");
        entity.HasOne<BulkChange>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.BulkChangeId }).OnDelete(DeleteBehavior.Cascade);
    }
}
