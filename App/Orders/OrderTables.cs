using App.Catalog;
using App.Customers;
using App.Inventory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Orders;

public static class OrderTables
{
    extension(AppDb db)
    {
        public DbSet<Order> Orders => db.Set<Order>();
    }
}

sealed class OrderTable : IEntityTypeConfiguration<Order>
{
    const string ClosedAt = "ClosedAt";

    public void Configure(EntityTypeBuilder<Order> entity)
    {
        // platform.delete_sample_data runs as ops.
        entity.ToTable("orders").Grant(Grants.Change, ops: "select, update, delete").Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Ignore(row => row.NumberText).Ignore(row => row.IsOpen);
        entity.Property(row => row.Status).HasConversion<string>().HasMaxLength(24);
        entity.Property(row => row.CustomerName).HasMaxLength(200);
        entity.Property(row => row.Reference).HasMaxLength(80);
        entity.Searched(row => row.CustomerName, row => row.Reference);
        entity.Property(row => row.IsSample).HasDefaultValue(false);
        entity.HasIndex(row => row.OrganizationId, "ix_orders_sample").HasFilter("is_sample");
        entity.Property(row => row.ShipTo).AsJson();
        entity.Property(row => row.CancelReason).HasMaxLength(200);
        entity.HasMany(row => row.Lines).WithOne()
            .HasForeignKey(row => new { row.OrganizationId, row.OrderId }).OnDelete(DeleteBehavior.Restrict);
        entity.HasIndex(row => new { row.OrganizationId, row.Number }).IsUnique();
        entity.HasIndex(row => new { row.OrganizationId, row.Status, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.CustomerId, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.CustomerId, row.ReferenceKey })
            .HasFilter("reference_key is not null");
        entity.HasIndex(row => new { row.OrganizationId, row.CustomerName, row.Id });
        entity.SortIndex("total", "total_amount");
        entity.SortIndex("placed_at", "placed_at", include: "owed_amount, status, rest_canceled");
        // one column, because row level security keeps coalesce from using an index
        entity.Property<DateTimeOffset?>(ClosedAt).HasComputedColumnSql("coalesce(fulfilled_at, canceled_at)", stored: true);
        entity.HasIndex(nameof(Order.OrganizationId), ClosedAt).IncludeProperties(nameof(Order.PlacedAt))
            .HasFilter("closed_at is not null");
        entity.HasOne<Customer>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Warehouse>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.WarehouseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class OrderLineTable : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> entity)
    {
        entity.ToTable("order_lines", table =>
        {
            table.HasCheckConstraint("ck_order_lines_quantity", "quantity > 0");
            table.HasCheckConstraint("ck_order_lines_fulfilled", "fulfilled_quantity >= 0 and fulfilled_quantity <= quantity");
        }).Grant(Grants.Change, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Ignore(row => row.Open);
        entity.Property(row => row.Sku).HasMaxLength(64);
        entity.Property(row => row.ProductName).HasMaxLength(200);
        entity.Property(row => row.Unit).HasMaxLength(24);
        entity.HasIndex(row => new { row.OrganizationId, row.OrderId, row.Position }).IsUnique();
        entity.HasIndex(row => new { row.OrganizationId, row.VariantId });
        entity.HasOne<Variant>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.VariantId }).OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class OrderCounterTable : IEntityTypeConfiguration<OrderCounter>
{
    public void Configure(EntityTypeBuilder<OrderCounter> entity)
    {
        entity.ToTable("order_counters").Grant(Grants.Change);
        entity.HasKey(row => row.OrganizationId);
        entity.Property(row => row.SampleCount).HasDefaultValue(0L);
    }
}
