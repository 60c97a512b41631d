using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Operations;

public enum AuditOutcome { Done, Denied }

/// <summary>
/// Records who did what to which object, when and from where, with the object's state before and after. The Gate inserts entries;
/// they are never changed.
/// </summary>
public sealed class AuditEntry : IOwned, IIdentified
{
    public static string IdPrefix => "aud";

    AuditEntry() { }

    internal static AuditEntry Of(
        Guid organizationId, string action, Actor actor, Caller caller, AuditNote note, DateTimeOffset now) =>
        new(organizationId, action, actor, caller, now)
        {
            Outcome = AuditOutcome.Done,
            EntityId = note.EntityId,
            EntityLabel = note.Label,
            Before = note.Before,
            After = note.After,
        };

    /// <summary>
    /// Creates the entry of a denied attempt. Only one entry per actor, action and minute is stored, so the log cannot be
    /// flooded.
    /// </summary>
    internal static AuditEntry OfDenied(
        Guid organizationId, OperationBase operation, Actor actor, Caller caller, DateTimeOffset now) =>
        new(organizationId, operation.Action, actor, caller, now)
        {
            Outcome = AuditOutcome.Denied,
            Fold = $"{actor.Id} {operation.Action} {now.UtcDateTime:yyyyMMddHHmm}",
        };

    AuditEntry(Guid organizationId, string action, Actor actor, Caller caller, DateTimeOffset now)
    {
        OrganizationId = organizationId;
        Id = Id<AuditEntry>.New(now);
        At = now;
        ActorKind = actor.Kind;
        ActorId = actor.Id;
        ActorName = actor.Name;
        Action = action;
        Address = caller.Address;
        UserAgent = caller.UserAgent;
        RequestId = caller.RequestId;
        ClientRequestId = caller.ClientRequestId;
    }

    public Guid OrganizationId { get; private set; }
    public Id<AuditEntry> Id { get; private set; }
    public DateTimeOffset At { get; private set; }
    public ActorKind ActorKind { get; private set; }
    public string ActorId { get; private set; } = "";
    public string ActorName { get; private set; } = "";

    /// <summary>Gets the name of the operation, in the imperative: <c>order.place</c>.</summary>
    public string Action { get; private set; } = "";
    public AuditOutcome Outcome { get; private set; }
    public string? EntityId { get; private set; }
    public string? EntityLabel { get; private set; }
    public string? Before { get; private set; }
    public string? After { get; private set; }
    public IPAddress? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public string? RequestId { get; private set; }

    /// <summary>Gets the id that the client gave its request, to find it in the client's own log; null if it sent none.</summary>
    public string? ClientRequestId { get; private set; }

    /// <summary>Gets the key that merges the denied attempts of one actor, action and minute; null for other entries.</summary>
    public string? Fold { get; private set; }
}

sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entity)
    {
        entity.ToTable("audit_entries").Grant(Grants.Append).Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.ActorKind).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Outcome).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.ActorId).HasMaxLength(64);
        entity.Property(row => row.ActorName).HasMaxLength(200);
        entity.Searched(row => row.Action, row => row.ActorName, row => row.EntityLabel);
        entity.Property(row => row.Action).HasMaxLength(100);
        entity.Property(row => row.EntityId).HasMaxLength(64);
        entity.Property(row => row.EntityLabel).HasMaxLength(200);
        entity.Property(row => row.Before).HasColumnType("jsonb");
        entity.Property(row => row.After).HasColumnType("jsonb");
        entity.HasIndex(row => new { row.OrganizationId, row.EntityId, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.ActorId, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.Action, row.Id });
        entity.HasIndex(row => new { row.OrganizationId, row.Fold }).IsUnique().HasFilter("fold is not null");
    }
}

/// <summary>
/// Records what happens to an account outside any organization, such as sign-up, sign-in, sign-out and password changes. The Gate
/// inserts entries; they are never changed.
/// </summary>
public sealed class AccountEntry : IIdentified
{
    public static string IdPrefix => "ace";

    /// <summary>Is the action of a failed sign-in with a password, which no operation records.</summary>
    public const string FailedSignIn = "sign_in.fail";

    AccountEntry() { }

    internal AccountEntry(OperationBase operation, Actor actor, Caller caller, AuditNote note, DateTimeOffset now)
    {
        Id = Id<AccountEntry>.New(now);
        At = now;
        ActorKind = actor.Kind;
        ActorId = actor.Id;
        ActorName = actor.Name;
        Action = operation.Action;
        EntityId = note.EntityId;
        EntityLabel = note.Label;
        Before = note.Before;
        After = note.After;
        Address = caller.Address;
        UserAgent = caller.UserAgent;
        RequestId = caller.RequestId;
        ClientRequestId = caller.ClientRequestId;
    }

    public Id<AccountEntry> Id { get; private set; }
    public DateTimeOffset At { get; private set; }
    public ActorKind ActorKind { get; private set; }
    public string ActorId { get; private set; } = "";
    public string ActorName { get; private set; } = "";
    public string Action { get; private set; } = "";
    public AuditOutcome Outcome { get; private set; }
    public string EntityId { get; private set; } = "";
    public string EntityLabel { get; private set; } = "";
    public string? Before { get; private set; }
    public string? After { get; private set; }
    public IPAddress? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public string? RequestId { get; private set; }

    /// <summary>Gets the id that the client gave its request, to find it in the client's own log; null if it sent none.</summary>
    public string? ClientRequestId { get; private set; }

    /// <summary>Gets the key that merges denied attempts of one account, action and minute; null for other entries.</summary>
    public string? Fold { get; private set; }
}

sealed class AccountEntryTable : IEntityTypeConfiguration<AccountEntry>
{
    public void Configure(EntityTypeBuilder<AccountEntry> entity)
    {
        entity.ToTable("account_entries", "platform").Grant(Grants.Append, ops: "select, insert, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.ActorKind).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.Before).HasColumnType("jsonb");
        entity.Property(row => row.After).HasColumnType("jsonb");
        entity.Property(row => row.Outcome).HasConversion<string>().HasMaxLength(20);
        entity.HasIndex(row => new { row.EntityId, row.Id });
        entity.HasIndex(row => new { row.ActorId, row.Id });
        entity.HasIndex(row => row.At); // for pruning
        entity.HasIndex(row => row.Fold).IsUnique().HasFilter("fold is not null");
    }
}
