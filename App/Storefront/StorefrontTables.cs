using App.Catalog;
using App.Customers;
using App.Orders;
using App.SignIn;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

public static class StorefrontTables
{
    extension(AppDb db)
    {
        public DbSet<StorefrontBranding> StorefrontBrandings => db.Set<StorefrontBranding>();
        public DbSet<Shopper> Shoppers => db.Set<Shopper>();
        public DbSet<ShopperSession> ShopperSessions => db.Set<ShopperSession>();
        public DbSet<ShopperRefreshToken> ShopperRefreshTokens => db.Set<ShopperRefreshToken>();
        public DbSet<ShopperDevice> ShopperDevices => db.Set<ShopperDevice>();
        public DbSet<ShopperEmailChange> ShopperEmailChanges => db.Set<ShopperEmailChange>();
        public DbSet<ShopperEmailCode> ShopperEmailCodes => db.Set<ShopperEmailCode>();
        public DbSet<Cart> Carts => db.Set<Cart>();
    }
}

sealed class StorefrontBrandingTable : IEntityTypeConfiguration<StorefrontBranding>
{
    public void Configure(EntityTypeBuilder<StorefrontBranding> entity)
    {
        entity.ToTable("storefront_branding").Grant(Grants.Change);
        entity.HasKey(row => row.OrganizationId);
        entity.Property(row => row.OrganizationId).ValueGeneratedNever();
        entity.Property(row => row.Accent).HasMaxLength(7);
        entity.Property(row => row.LogoType).HasMaxLength(20);
        entity.Property(row => row.LogoHash).HasMaxLength(16);
    }
}

sealed class ShopperTable : IEntityTypeConfiguration<Shopper>
{
    public const string UniqueEmail = "ux_shoppers_email";

    public void Configure(EntityTypeBuilder<Shopper> entity)
    {
        entity.ToTable("shoppers").Grant(Grants.Change);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Name).HasMaxLength(200);
        entity.Property(row => row.Email).HasMaxLength(254);
        entity.Property(row => row.NormalizedEmail).HasMaxLength(254);
        entity.Property(row => row.PasswordHash).HasMaxLength(60);
        entity.Property(row => row.SecurityStamp).HasMaxLength(64);
        entity.HasLockout(row => row.Lockout);
        entity.HasIndex(row => new { row.OrganizationId, row.NormalizedEmail })
            .IsUnique().HasFilter("withdrawn_at is null").HasDatabaseName(UniqueEmail);
        entity.HasIndex(row => new { row.OrganizationId, row.LinkHash }).IsUnique();
        entity.HasIndex(row => new { row.OrganizationId, row.CustomerId });
        entity.HasOne<Customer>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.CustomerId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class ShopperSessionTable : IEntityTypeConfiguration<ShopperSession>
{
    public void Configure(EntityTypeBuilder<ShopperSession> entity)
    {
        // platform.enter_storefront runs as ops: it reads the session and extends it when it is used.
        entity.ToTable("shopper_sessions").Grant(Grants.Change, ops: "select, update, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.UserAgent).HasMaxLength(400);
        entity.Property(row => row.Address).HasMaxLength(45);
        entity.HasIndex(row => new { row.OrganizationId, row.ShopperId });
        entity.HasOne<Shopper>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.ShopperId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class ShopperRefreshTokenTable : IEntityTypeConfiguration<ShopperRefreshToken>
{
    public void Configure(EntityTypeBuilder<ShopperRefreshToken> entity)
    {
        entity.ToTable("shopper_refresh_tokens").Grant(Grants.Change, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Hash });
        entity.HasIndex(row => new { row.OrganizationId, row.SessionId });
        entity.HasOne<ShopperSession>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.SessionId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class ShopperDeviceTable : IEntityTypeConfiguration<ShopperDevice>
{
    public void Configure(EntityTypeBuilder<ShopperDevice> entity)
    {
        entity.ToTable("known_shopper_devices").Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.UserAgent).HasMaxLength(400);
        entity.Property(row => row.Address).HasMaxLength(45);
        entity.Property(row => row.EmailedTo).HasMaxLength(254);
        entity.HasLockout(row => row.Lockout);
        entity.HasIndex(row => new { row.OrganizationId, row.ShopperId, row.Mark })
            .IsUnique().HasDatabaseName("ux_known_shopper_devices_mark");
        entity.HasIndex(row => new { row.OrganizationId, row.LinkHash })
            .IsUnique().HasDatabaseName("ux_known_shopper_devices_link");
        entity.HasIndex(row => row.LastSeenAt);
        entity.HasOne<Shopper>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.ShopperId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class ShopperEmailChangeTable : IEntityTypeConfiguration<ShopperEmailChange>
{
    public void Configure(EntityTypeBuilder<ShopperEmailChange> entity)
    {
        entity.ToTable("shopper_email_changes").Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.PreviousEmail).HasMaxLength(254);
        entity.HasIndex(row => new { row.OrganizationId, row.LinkHash }).IsUnique();
        entity.HasIndex(row => new { row.OrganizationId, row.ShopperId });
        entity.HasOne<Shopper>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.ShopperId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class ShopperEmailCodeTable : IEntityTypeConfiguration<ShopperEmailCode>
{
    public void Configure(EntityTypeBuilder<ShopperEmailCode> entity)
    {
        entity.ToTable("shopper_email_codes").Grant(Grants.Change, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Purpose).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.NewEmail).HasMaxLength(254);
        entity.HasIndex(row => new { row.OrganizationId, row.LinkHash }).IsUnique();
        entity.HasIndex(row => new { row.OrganizationId, row.RecipientHash, row.CreatedAt });
        entity.HasIndex(row => new { row.OrganizationId, row.ShopperId, row.CreatedAt });
        entity.HasOne<Shopper>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.ShopperId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class CartTable : IEntityTypeConfiguration<Cart>
{
    public void Configure(EntityTypeBuilder<Cart> entity)
    {
        entity
            .ToTable("carts", table => table.HasCheckConstraint(
                "ck_carts_owner", "shopper_id is not null or token_hash is not null"))
            .Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.HasMany(row => row.Lines).WithOne().HasForeignKey(row => new { row.OrganizationId, row.CartId })
            .OnDelete(DeleteBehavior.Cascade);
        entity.HasIndex(row => new { row.OrganizationId, row.ShopperId })
            .IsUnique().HasFilter("order_id is null").HasDatabaseName("ux_carts_shopper");
        entity.HasIndex(row => new { row.OrganizationId, row.TokenHash }).IsUnique().HasDatabaseName("ux_carts_token");
        entity.HasIndex(row => row.UpdatedAt).HasFilter("shopper_id is null").HasDatabaseName("ix_carts_forgotten");
        entity.HasOne<Shopper>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.ShopperId })
            .OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Order>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.OrderId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class CartLineTable : IEntityTypeConfiguration<CartLine>
{
    public void Configure(EntityTypeBuilder<CartLine> entity)
    {
        entity.ToTable("cart_lines", table => table.HasCheckConstraint("ck_cart_lines_quantity", "quantity > 0"))
            .Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.CartId, row.VariantId });
        entity.HasOne<Variant>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.VariantId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
