using App.Accounts;
using App.SignIn;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

public static class OrganizationTables
{
    extension(AppDb db)
    {
        public DbSet<Organization> Organizations => db.Set<Organization>();
        public DbSet<Member> Members => db.Set<Member>();
        public DbSet<CustomRole> CustomRoles => db.Set<CustomRole>();
        public DbSet<Invitation> Invitations => db.Set<Invitation>();
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
        entity.Property(row => row.Address).AsJson();
        // Defaults for the raw INSERT in OrganizationCreation.
        entity.Property(row => row.RequiresSecondFactor).HasDefaultValue(false);
        entity.Property(row => row.AlertsOwnersOfLockouts).HasDefaultValue(true).HasSentinel(true);
        entity.Property(row => row.LockoutThreshold)
            .HasDefaultValue(Lockout.DefaultThreshold).HasSentinel(Lockout.DefaultThreshold);
        // The only unique index across organizations: a slug is public and must identify one organization.
        entity.HasIndex(row => row.Slug).IsUnique().HasDatabaseName("ux_organizations_slug");
    }
}

sealed class MemberTable : IEntityTypeConfiguration<Member>
{
    public const string UniqueAccount = "ux_members_account";

    public void Configure(EntityTypeBuilder<Member> entity)
    {
        entity.ToTable("members").Grant(Grants.Change, ops: Grants.Read).Listed(stamp: row => row.UpdatedAt);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.AccountId }).IsUnique().HasDatabaseName(UniqueAccount);
        entity.HasIndex(row => row.AccountId);
        entity.Property(row => row.Role).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        entity.Ignore(row => row.Entry);
        entity.HasOne(row => row.CustomRole).WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.CustomRoleId }).OnDelete(DeleteBehavior.Restrict);
        entity.Navigation(row => row.CustomRole).AutoInclude();
    }
}

sealed class CustomRoleTable : IEntityTypeConfiguration<CustomRole>
{
    public const string UniqueName = "ux_roles_name";

    public void Configure(EntityTypeBuilder<CustomRole> entity)
    {
        entity.ToTable("roles").Grant(Grants.Change, ops: Grants.Read);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Name).HasMaxLength(CustomRole.LongestName);
        entity.Property(row => row.NameKey).HasMaxLength(CustomRole.LongestName);
        entity.Property(row => row.Description).HasMaxLength(CustomRole.LongestDescription);
        entity.HasIndex(row => new { row.OrganizationId, row.NameKey }).IsUnique()
            .HasFilter("deleted_at is null").HasDatabaseName(UniqueName);
    }
}

sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public const string UniqueOpen = "ux_invitations_open";

    public void Configure(EntityTypeBuilder<Invitation> entity)
    {
        entity.ToTable("invitations").Grant(Grants.Change, ops: Grants.Read).Listed(stamp: row => row.UpdatedAt);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Email).HasMaxLength(254);
        entity.Property(row => row.NormalizedEmail).HasMaxLength(254);
        entity.Property(row => row.InvitedBy).HasMaxLength(200);
        entity.Property(row => row.InvitedById).HasMaxLength(64);
        entity.Property(row => row.Role).HasConversion<string>().HasMaxLength(20);
        entity.Ignore(row => row.Entry);
        entity.HasOne(row => row.CustomRole).WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.CustomRoleId }).OnDelete(DeleteBehavior.Restrict);
        entity.Navigation(row => row.CustomRole).AutoInclude();
        entity.HasIndex(row => new { row.OrganizationId, row.NormalizedEmail })
            .IsUnique()
            .HasFilter("accepted_at is null and revoked_at is null")
            .HasDatabaseName(UniqueOpen);
        // The hashes of 256 random bits are unique anyway. A unique index would span organizations.
        entity.HasIndex(row => row.TokenHash).HasDatabaseName("ix_invitations_token");
    }
}
