using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Operations;

/// <summary>Lists the kinds of security events.</summary>
public enum SecurityEventKind
{
    /// <summary>A wrong password.</summary>
    FailedSignIn,

    /// <summary>A wrong code, recovery code or passkey.</summary>
    RefusedSecondFactor,

    /// <summary>Too many wrong passwords, which locked the sign-in with a password.</summary>
    Lockout,

    /// <summary>A request over a rate limit.</summary>
    RateLimit,

    /// <summary>A request with an API key that is revoked, expired or not valid for another reason.</summary>
    RefusedKey,

    /// <summary>A request of a member or API key without the permission.</summary>
    DeniedRequest,

    /// <summary>A request that a page of another site made.</summary>
    RefusedOrigin,
}

/// <summary>
/// Records that something was refused which an attacker might have tried. Events of one kind, about the same subject and from the
/// same network, are one row for each hour, with their number. <see cref="SecurityLog"/> collects them and a background loop
/// writes them, so an event neither slows nor fails the request that caused it.
/// </summary>
public sealed class SecurityEvent : IOwned, IIdentified
{
    public static string IdPrefix => "sev";

    /// <summary>Deletes the events that were seen last before the period began.</summary>
    public static readonly Retention Retention = new("prune security events", "55 3 * * *",
        new RetentionRule("security_events", "organization_id, id", "last_at <= $1", RetentionPeriod.SecurityEvents));

    SecurityEvent() { }

    public Guid OrganizationId { get; private set; }
    public Id<SecurityEvent> Id { get; private set; }
    public SecurityEventKind Kind { get; private set; }

    /// <summary>Gets whether the subject is a member, an API key or a shopper; null if nobody in particular is known.</summary>
    public ActorKind? SubjectKind { get; private set; }

    /// <summary>Gets the TypeID of the member, API key or shopper.</summary>
    public string? SubjectId { get; private set; }

    /// <summary>Gets the name of the subject at the time of the event. It is never an email address.</summary>
    public string? SubjectName { get; private set; }

    /// <summary>
    /// Gets the client's network: an IPv4 address or an IPv6 network of 64 bits. Null if it is unknown, or if the row collects
    /// what exceeded the number of rows in an hour.
    /// </summary>
    public string? Network { get; private set; }

    /// <summary>Gets what was refused the last time: an action, a rate limit or an origin.</summary>
    public string? Detail { get; private set; }

    /// <summary>Gets how many times it happened.</summary>
    public int Count { get; private set; }
    public DateTimeOffset FirstAt { get; private set; }
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Gets the hour that the row counts, in UTC.</summary>
    public DateTimeOffset Hour { get; private set; }

    /// <summary>Gets the text that kind, subject and network share; it is unique within an hour.</summary>
    public string Fold { get; private set; } = "";
}

sealed class SecurityEventTable : IEntityTypeConfiguration<SecurityEvent>
{
    public void Configure(EntityTypeBuilder<SecurityEvent> entity)
    {
        entity.ToTable("security_events").Grant(Grants.Read, ops: Grants.All).Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.Kind).HasConversion<string>().HasMaxLength(30);
        entity.Property(row => row.SubjectKind).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.SubjectId).HasMaxLength(64);
        entity.Property(row => row.SubjectName).HasMaxLength(200);
        entity.Property(row => row.Network).HasMaxLength(45);
        entity.Property(row => row.Detail).HasMaxLength(SecurityLog.LongestDetail);
        entity.Property(row => row.Fold).HasMaxLength(200);
        entity.HasIndex(row => new { row.OrganizationId, row.Hour, row.Fold }).IsUnique();
        entity.HasIndex(row => new { row.OrganizationId, row.SubjectId, row.Id });
        entity.HasIndex(row => row.LastAt); // for pruning
    }
}
