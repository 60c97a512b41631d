using App.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Inventory;

public static class InventoryTables
{
    extension(AppDb db)
    {
        public DbSet<Warehouse> Warehouses => db.Set<Warehouse>();
        public DbSet<StockLevel> StockLevels => db.Set<StockLevel>();
        public DbSet<StockMovement> StockMovements => db.Set<StockMovement>();
    }
}

sealed class WarehouseTable : IEntityTypeConfiguration<Warehouse>
{
    public const string UniqueCode = "ux_warehouses_code", UniqueDefault = "ux_warehouses_default";

    public void Configure(EntityTypeBuilder<Warehouse> entity)
    {
        entity.ToTable("warehouses").Grant(Grants.Change).Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Name).HasMaxLength(100).SortsNaturally();
        entity.Property(row => row.Code).HasMaxLength(24).SortsNaturally();
        entity.Searched(row => row.Name, row => row.Code);
        entity.Property(row => row.Address).AsJson();
        entity.HasIndex(row => new { row.OrganizationId, row.CodeKey }).IsUnique()
            .HasFilter("archived_at is null").HasDatabaseName(UniqueCode);
        entity.HasIndex(row => row.OrganizationId).IsUnique()
            .HasFilter("is_default and archived_at is null").HasDatabaseName(UniqueDefault);
    }
}

sealed class StockLevelTable : IEntityTypeConfiguration<StockLevel>
{
    public void Configure(EntityTypeBuilder<StockLevel> entity)
    {
        entity.ToTable("stock_levels", table =>
        {
            table.HasCheckConstraint("ck_stock_levels_on_hand", "on_hand >= 0");
            table.HasCheckConstraint("ck_stock_levels_reserved", "reserved >= 0");
            table.HasCheckConstraint("ck_stock_levels_never_oversold", "reserved <= on_hand");
        }).Grant(Grants.Change, ops: "select, update, delete").Listed(); // platform.delete_sample_data runs as ops
        entity.EachOfOneOwner("warehouse_id");
        entity.HasKey(row => new { row.OrganizationId, row.VariantId, row.WarehouseId });
        entity.Ignore(row => row.Available);
        entity.HasIndex(row => new { row.OrganizationId, row.WarehouseId });
        entity.HasIndex(row => row.OrganizationId)
            .HasFilter("reorder_point is not null and on_hand - reserved <= reorder_point")
            .HasDatabaseName("ix_stock_levels_low");
        entity.HasOne<Variant>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.VariantId }).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Warehouse>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.WarehouseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class StockMovementTable : IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockMovement> entity)
    {
        // The app only appends. Only platform.delete_sample_data, which runs as ops, deletes: movements of sample data.
        entity.ToTable("stock_movements").Grant(Grants.Append, ops: "select, delete").Listed().EachOfOneOwner("warehouse_id");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Kind).HasConversion<string>().HasMaxLength(24);
        entity.Property(row => row.Reason).HasMaxLength(200);
        entity.Property(row => row.DocumentId).HasMaxLength(64);
        entity.Property(row => row.ActorKind).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.ActorId).HasMaxLength(64);
        entity.Property(row => row.ActorName).HasMaxLength(200);
        entity.HasIndex(row => new { row.OrganizationId, row.VariantId, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.WarehouseId, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.At });
        entity.HasOne<Variant>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.VariantId }).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Warehouse>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.WarehouseId }).OnDelete(DeleteBehavior.Restrict);
    }
}
