using App.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.ApiKeys;

public static class ApiKeyTables
{
    extension(AppDb db)
    {
        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();
    }
}

sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> entity)
    {
        entity.ToTable("api_keys").Grant(Grants.Change, ops: "select, update").Listed(stamp: row => row.UpdatedAt);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Name).HasMaxLength(80);
        entity.Property(row => row.Prefix).HasMaxLength(12);
        entity.Property(row => row.FirstEight).HasMaxLength(8);
        // The hashes of 178 random bits are unique anyway. A unique index would span organizations.
        entity.HasIndex(row => row.Hash).HasDatabaseName("ix_api_keys_hash");
        entity.HasOne<Member>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.CreatedById })
            .OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<ApiKey>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.ParentKeyId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
