using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Customers;

public static class CustomerTables
{
    extension(AppDb db)
    {
        public DbSet<Customer> Customers => db.Set<Customer>();
    }
}

sealed class CustomerTable : IEntityTypeConfiguration<Customer>
{
    public const string UniqueNumber = "ux_customers_number";

    public void Configure(EntityTypeBuilder<Customer> entity)
    {
        // platform.delete_sample_data runs as ops.
        entity.ToTable("customers").Grant(Grants.Change, ops: "select, update, delete").Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Ignore(row => row.Draft);
        entity.Property(row => row.Name).HasMaxLength(200).SortsNaturally();
        entity.Property(row => row.Number).HasMaxLength(40).SortsNaturally();
        entity.Searched(row => row.Name, row => row.Number, row => row.Email);
        entity.Property(row => row.IsSample).HasDefaultValue(false);
        entity.HasIndex(row => row.OrganizationId, "ix_customers_sample").HasFilter("is_sample");
        entity.Property(row => row.Email).HasMaxLength(254);
        entity.Property(row => row.Phone).HasMaxLength(40);
        entity.Property(row => row.TaxId).HasMaxLength(40);
        entity.Property(row => row.Notes).HasMaxLength(4000);
        // these lists are always read and replaced as a whole, so they are JSON columns, not separate tables
        entity.Property(row => row.Contacts).AsJson();
        entity.Property(row => row.Addresses).AsJson();
        entity.HasIndex(row => new { row.OrganizationId, row.NumberKey }).IsUnique()
            .HasFilter("archived_at is null").HasDatabaseName(UniqueNumber);
        entity.HasIndex(row => new { row.OrganizationId, row.Name, row.Id }).HasFilter("archived_at is null");
        entity.HasIndex(row => new { row.OrganizationId, row.CreatedAt, row.Id });
        entity.SortIndex("number", "coalesce(number, '')");
    }
}
