using App.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Notifications;

public static class NotificationTables
{
    extension(AppDb db)
    {
        public DbSet<Notification> Notifications => db.Set<Notification>();
        public DbSet<NotificationPreference> NotificationPreferences => db.Set<NotificationPreference>();
    }
}

sealed class NotificationTable : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> entity)
    {
        entity.ToTable("notifications").Grant(Grants.All, ops: "select, delete").Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.RecordId).HasMaxLength(64);
        entity.Property(row => row.RecordLabel).HasMaxLength(200);
        entity.Property(row => row.SourceId).HasMaxLength(64);
        entity.Property(row => row.ActorName).HasMaxLength(200);
        // a member is notified once about each source, however often its text changes
        entity.HasIndex(row => new { row.OrganizationId, row.SourceId, row.MemberId }).IsUnique();
        entity.HasIndex(row => new { row.OrganizationId, row.MemberId, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.MemberId }, "ix_notifications_unread")
            .HasFilter("read_at is null and in_app");
        entity.HasIndex(row => row.CreatedAt); // for pruning
        entity.HasOne<Member>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.MemberId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

sealed class NotificationPreferenceTable : IEntityTypeConfiguration<NotificationPreference>
{
    public void Configure(EntityTypeBuilder<NotificationPreference> entity)
    {
        entity.ToTable("notification_preferences").Grant(Grants.Change);
        entity.HasKey(row => new { row.OrganizationId, row.MemberId, row.Kind });
        entity.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
        entity.HasOne<Member>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.MemberId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
