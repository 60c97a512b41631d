using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Webhooks;

public static class WebhookTables
{
    extension(AppDb db)
    {
        public DbSet<WebhookEndpoint> WebhookEndpoints => db.Set<WebhookEndpoint>();
        public DbSet<WebhookDelivery> WebhookDeliveries => db.Set<WebhookDelivery>();
        public DbSet<WebhookAttempt> WebhookAttempts => db.Set<WebhookAttempt>();
        public DbSet<OutboxMessage> Events => db.Set<OutboxMessage>();
    }
}

sealed class WebhookEndpointTable : IEntityTypeConfiguration<WebhookEndpoint>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> entity)
    {
        entity.ToTable("webhook_endpoints").Grant(Grants.Change, ops: "select, update").Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Url).HasMaxLength(2048);
        entity.Property(row => row.Description).HasMaxLength(200);
        entity.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.DisabledReason).HasConversion<string>().HasMaxLength(20);
        entity.HasIndex(row => row.FailingSince)
            .HasFilter($"failing_since is not null and status = '{nameof(EndpointStatus.Enabled)}'")
            .HasDatabaseName("ix_webhook_endpoints_failing");
    }
}

sealed class WebhookDeliveryTable : IEntityTypeConfiguration<WebhookDelivery>
{
    const string Pending = nameof(DeliveryStatus.Pending);

    public void Configure(EntityTypeBuilder<WebhookDelivery> entity)
    {
        entity.ToTable("webhook_deliveries").Grant("select, update", ops: Grants.Change)
            .Listed(stamp: row => row.UpdatedAt, row => row.LeasedUntil, row => row.Ready);
        entity.EachOfOneOwner("endpoint_id");
        // Every row is updated when it is claimed. With free space on its page, the update touches no index (HOT).
        entity.HasStorageParameter("fillfactor", 50);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.EventType).HasMaxLength(100);
        entity.Property(row => row.Ready).HasDefaultValue(true).HasSentinel(true);
        entity.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.LastError).HasMaxLength(40);
        entity.HasIndex(row => new { row.OrganizationId, row.EventId, row.EndpointId })
            .IsUnique()
            .HasDatabaseName("ux_webhook_deliveries_event_endpoint");
        entity.HasIndex(row => new { row.OrganizationId, row.EndpointId, row.NextAttemptAt }, "ix_webhook_deliveries_ready")
            .HasFilter($"status = '{Pending}' and ready");
        // A retry job reads the due deliveries of all endpoints, then the next time of its own endpoint.
        entity.HasIndex(row => row.NextAttemptAt, "ix_webhook_deliveries_due").HasFilter($"status = '{Pending}' and not ready");
        entity.HasIndex(row => new { row.OrganizationId, row.EndpointId, row.NextAttemptAt }, "ix_webhook_deliveries_waiting")
            .HasFilter($"status = '{Pending}' and not ready");
        entity.HasIndex(row => new { row.OrganizationId, row.EndpointId, row.Id });
        // There is no foreign key to the endpoint: endpoints are archived and never deleted, and checking it for each delivery
        // costs a tenth of the insert.
        // Pruning an event after 30 days also deletes its deliveries and their attempts.
        entity.HasOne<OutboxMessage>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.EventId })
            .OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class WebhookAttemptTable : IEntityTypeConfiguration<WebhookAttempt>
{
    public void Configure(EntityTypeBuilder<WebhookAttempt> entity)
    {
        entity.ToTable("webhook_attempts").Grant(Grants.Read, ops: Grants.Append);
        entity.HasKey(row => new { row.OrganizationId, row.DeliveryId, row.N });
        entity.Property(row => row.Error).HasMaxLength(40);
        entity.HasOne<WebhookDelivery>().WithMany()
            .HasForeignKey(row => new { row.OrganizationId, row.DeliveryId })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
