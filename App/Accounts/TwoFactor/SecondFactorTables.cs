using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Accounts;

public static class SecondFactorTables
{
    extension(AppDb db)
    {
        public DbSet<Authenticator> Authenticators => db.Set<Authenticator>();
        public DbSet<RecoveryCode> RecoveryCodes => db.Set<RecoveryCode>();
        public DbSet<Passkey> Passkeys => db.Set<Passkey>();
        public DbSet<PasskeyCeremony> PasskeyCeremonies => db.Set<PasskeyCeremony>();
        public DbSet<PendingSignIn> PendingSignIns => db.Set<PendingSignIn>();
        public DbSet<TrustedDevice> TrustedDevices => db.Set<TrustedDevice>();
        public DbSet<SecondFactorAttempts> SecondFactorAttempts => db.Set<SecondFactorAttempts>();
    }
}

sealed class AuthenticatorTable : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> entity)
    {
        entity.ToTable("authenticators", "platform").Grant(Grants.All);
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Name).HasMaxLength(60);
        entity.HasIndex(row => row.AccountId);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class RecoveryCodeTable : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> entity)
    {
        entity.ToTable("recovery_codes", "platform").Grant(Grants.All);
        entity.HasKey(row => row.Id);
        entity.HasIndex(row => new { row.AccountId, row.Hash }).IsUnique();
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class PasskeyTable : IEntityTypeConfiguration<Passkey>
{
    public const string UniqueCredential = "ux_passkeys_credential";

    public void Configure(EntityTypeBuilder<Passkey> entity)
    {
        entity.ToTable("passkeys", "platform").Grant(Grants.All);
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Name).HasMaxLength(60);
        entity.HasIndex(row => row.CredentialId).IsUnique().HasDatabaseName(UniqueCredential);
        entity.HasIndex(row => row.AccountId);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class PasskeyCeremonyTable : IEntityTypeConfiguration<PasskeyCeremony>
{
    public void Configure(EntityTypeBuilder<PasskeyCeremony> entity)
    {
        entity.ToTable("passkey_ceremonies", "platform").Grant(Grants.Change, ops: "select, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Purpose).HasConversion<string>().HasMaxLength(20);
        entity.HasIndex(row => row.TokenHash).IsUnique();
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class PendingSignInTable : IEntityTypeConfiguration<PendingSignIn>
{
    public void Configure(EntityTypeBuilder<PendingSignIn> entity)
    {
        entity.ToTable("pending_sign_ins", "platform").Grant(Grants.Change, ops: "select, delete");
        entity.HasKey(row => row.Id);
        entity.HasIndex(row => row.TokenHash).IsUnique();
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class TrustedDeviceTable : IEntityTypeConfiguration<TrustedDevice>
{
    public void Configure(EntityTypeBuilder<TrustedDevice> entity)
    {
        entity.ToTable("trusted_devices", "platform").Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.UserAgent).HasMaxLength(400);
        entity.Property(row => row.Address).HasMaxLength(45);
        entity.HasIndex(row => row.TokenHash).IsUnique();
        entity.HasIndex(row => row.AccountId);
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class SecondFactorAttemptsTable : IEntityTypeConfiguration<SecondFactorAttempts>
{
    public void Configure(EntityTypeBuilder<SecondFactorAttempts> entity)
    {
        entity.ToTable("second_factor_attempts", "platform").Grant(Grants.Change);
        entity.HasKey(row => new { row.AccountId, row.DeviceId });
        entity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
