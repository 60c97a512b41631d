using App.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Accounts;

public static class AccountTables
{
    extension(AppDb db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();
        public DbSet<StaffSession> StaffSessions => db.Set<StaffSession>();
        public DbSet<StaffRefreshToken> StaffRefreshTokens => db.Set<StaffRefreshToken>();
        public DbSet<StaffEmailCode> StaffEmailCodes => db.Set<StaffEmailCode>();
        public DbSet<StaffEmailChange> StaffEmailChanges => db.Set<StaffEmailChange>();
        public DbSet<StaffDevice> StaffDevices => db.Set<StaffDevice>();
    }
}

sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> entity)
    {
        entity.ToTable("accounts", "platform").Grant(Grants.Change, ops: Grants.Read);
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Name).HasMaxLength(100);
        entity.Property(row => row.Email).HasMaxLength(254);
        entity.Property(row => row.NormalizedEmail).HasMaxLength(254);
        entity.Property(row => row.UserName).HasMaxLength(254);
        entity.Property(row => row.NormalizedUserName).HasMaxLength(254);
        entity.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
        entity.HasLockout(row => row.Lockout);
        entity.Ignore(row => row.AccessFailedCount).Ignore(row => row.LockoutEnd).Ignore(row => row.LockoutEnabled);
        entity.HasIndex(row => row.NormalizedEmail).IsUnique().HasDatabaseName("ux_accounts_email");
    }
}

sealed class StaffSessionTable : IEntityTypeConfiguration<StaffSession>
{
    public void Configure(EntityTypeBuilder<StaffSession> entity)
    {
        entity.ToTable("sessions", "platform").Grant(Grants.Change, ops: "select, update, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.UserAgent).HasMaxLength(400);
        entity.Property(row => row.Address).HasMaxLength(45);
        entity.HasIndex(row => row.AccountId);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class StaffRefreshTokenTable : IEntityTypeConfiguration<StaffRefreshToken>
{
    public void Configure(EntityTypeBuilder<StaffRefreshToken> entity)
    {
        entity.ToTable("refresh_tokens", "platform").Grant(Grants.Change, ops: "select, delete");
        entity.HasKey(row => row.Hash);
        entity.HasIndex(row => row.SessionId);
        entity.HasOne<StaffSession>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class StaffEmailCodeTable : IEntityTypeConfiguration<StaffEmailCode>
{
    public void Configure(EntityTypeBuilder<StaffEmailCode> entity)
    {
        entity.ToTable("email_codes", "platform").Grant(Grants.Change, ops: "select, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Purpose).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.NewEmail).HasMaxLength(254);
        entity.Property(row => row.SignUpName).HasMaxLength(100);
        entity.Property(row => row.SignUpPasswordHash).HasMaxLength(60);
        entity.Property(row => row.Details).HasColumnType("jsonb");
        entity.HasIndex(row => row.LinkHash).IsUnique();
        entity.HasIndex(row => new { row.AccountId, row.CreatedAt });
        entity.HasIndex(row => new { row.RecipientHash, row.CreatedAt });
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class StaffEmailChangeTable : IEntityTypeConfiguration<StaffEmailChange>
{
    public void Configure(EntityTypeBuilder<StaffEmailChange> entity)
    {
        entity.ToTable("email_changes", "platform").Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.PreviousEmail).HasMaxLength(254);
        entity.HasIndex(row => row.LinkHash).IsUnique();
        entity.HasIndex(row => row.AccountId);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class StaffDeviceTable : IEntityTypeConfiguration<StaffDevice>
{
    public const string UniqueMark = "ux_known_devices_mark";

    public void Configure(EntityTypeBuilder<StaffDevice> entity)
    {
        entity.ToTable("known_devices", "platform").Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.UserAgent).HasMaxLength(400);
        entity.Property(row => row.Address).HasMaxLength(45);
        entity.Property(row => row.EmailedTo).HasMaxLength(254);
        entity.HasLockout(row => row.Lockout);
        entity.HasIndex(row => new { row.AccountId, row.Mark }).IsUnique().HasDatabaseName(UniqueMark);
        entity.HasIndex(row => row.LinkHash).IsUnique();
        entity.HasIndex(row => row.LastSeenAt);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
