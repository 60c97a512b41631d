using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Organizations;

public static class OrganizationTables
{
    extension(AppDb db)
    {
        public DbSet<Organization> Organizations => db.Set<Organization>();
        public DbSet<Member> Members => db.Set<Member>();
    }
}

sealed class OrganizationTable : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> entity)
    {
        entity.ToTable("organizations").Grant(Grants.Change, ops: Grants.Read);
        entity.HasKey(row => row.OrganizationId);
        entity.Property(row => row.OrganizationId).HasColumnName("id");
        entity.Ignore(row => row.Id);
        entity.Property(row => row.Slug).HasMaxLength(40);
        entity.Property(row => row.Name).HasMaxLength(100);
        entity.Property(row => row.Currency).HasMaxLength(3);
        entity.Property(row => row.TimeZone).HasMaxLength(60);
        // The one unique key without the organization: a slug is public, and must lead to one organization.
        entity.HasIndex(row => row.Slug).IsUnique().HasDatabaseName("ux_organizations_slug");
    }
}

sealed class MemberTable : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> entity)
    {
        entity.ToTable("members").Grant(Grants.Change, ops: Grants.Read);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.AccountId }).IsUnique().HasDatabaseName("ux_members_account");
        entity.HasIndex(row => row.AccountId);
        entity.Property(row => row.Role).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
