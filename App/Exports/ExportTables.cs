using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Exports;

public static class ExportTables
{
    extension(AppDb db)
    {
        public DbSet<Export> Exports => db.Set<Export>();
    }
}

sealed class ExportTable : IEntityTypeConfiguration<Export>
{
    public void Configure(EntityTypeBuilder<Export> entity)
    {
        entity.ToTable("exports").Grant(Grants.All, ops: Grants.All);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.List).HasMaxLength(40);
        entity.Property(row => row.Format).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Filter).HasColumnType("jsonb");
        entity.Property(row => row.Sort).HasMaxLength(40);
        entity.Property(row => row.TimeZone).HasMaxLength(64);
        entity.Property(row => row.MemberName).HasMaxLength(200);
        entity.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Cursor).HasMaxLength(2000);
        entity.Ignore(row => row.ExpiresAt);
        entity.HasIndex(row => row.UpdatedAt, "ix_exports_running").HasFilter($"state = '{nameof(ExportState.Running)}'");
        entity.HasIndex(row => row.CreatedAt);
    }
}
