using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Catalog;

public static class CatalogTables
{
    extension(AppDb db)
    {
        public DbSet<Product> Products => db.Set<Product>();
        public DbSet<Variant> Variants => db.Set<Variant>();
    }
}

sealed class ProductTable : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> entity)
    {
        // platform.delete_sample_data runs as ops.
        entity.ToTable("products").Grant(Grants.Change, ops: "select, delete").Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Name).HasMaxLength(200).SortsNaturally();
        entity.Searched(row => row.Name);
        entity.Property(row => row.IsSample).HasDefaultValue(false);
        entity.HasIndex(row => row.OrganizationId, "ix_products_sample").HasFilter("is_sample");
        entity.Property(row => row.Description).HasMaxLength(4000);
        entity.Property(row => row.Category).HasMaxLength(80).SortsNaturally();
        entity.HasMany(row => row.Variants).WithOne()
            .HasForeignKey(row => new { row.OrganizationId, row.ProductId }).OnDelete(DeleteBehavior.Restrict);
        entity.HasIndex(row => new { row.OrganizationId, row.Name, row.Id }).HasFilter("archived_at is null");
        entity.HasIndex(row => new { row.OrganizationId, row.CreatedAt, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.CategoryKey, row.Id }).HasFilter("archived_at is null");
    }
}

sealed class VariantTable : IEntityTypeConfiguration<Variant>
{
    public const string UniqueSku = "ux_variants_sku", UniqueBarcode = "ux_variants_barcode";

    public void Configure(EntityTypeBuilder<Variant> entity)
    {
        // platform.delete_sample_data runs as ops.
        entity.ToTable("variants").Grant(Grants.Change, ops: "select, delete").Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Sku).HasMaxLength(64).SortsNaturally();
        entity.Searched(row => row.Sku, row => row.Barcode);
        entity.Property(row => row.Barcode).HasMaxLength(64);
        entity.Property(row => row.Unit).HasMaxLength(24);
        entity.HasIndex(row => new { row.OrganizationId, row.SkuKey }).IsUnique()
            .HasFilter("archived_at is null").HasDatabaseName(UniqueSku);
        entity.HasIndex(row => new { row.OrganizationId, row.BarcodeKey }).IsUnique()
            .HasFilter("archived_at is null").HasDatabaseName(UniqueBarcode);
        entity.HasIndex(row => new { row.OrganizationId, row.Sku, row.Id }); // of archived ones too, for lists of their stock
        entity.HasIndex(row => new { row.OrganizationId, row.ProductId });
    }
}
