using App.Organizations;

namespace App.Notifications;

/// <summary>Represents a notification of one member about a record. Only that member sees it.</summary>
public sealed class Notification : IOwned, IIdentified
{
    public static string IdPrefix => "ntf";

    public static readonly Retention Retention = new("prune notifications", "37 4 * * *",
        new RetentionRule("notifications", "organization_id, id", "created_at <= $1", TimeSpan.FromDays(180)));

    Notification() { }

    /// <summary>Creates a notification.</summary>
    /// <param name="member">Who is notified.</param>
    /// <param name="kind">What about.</param>
    /// <param name="record">The record that its link opens.</param>
    /// <param name="sourceId">TypeID of what caused it, such as a comment.</param>
    /// <param name="actorName">Name of who caused it.</param>
    /// <param name="inApp">True to show it in the inbox; false if it is only sent by email.</param>
    /// <param name="now">The time.</param>
    public static Notification Of(
        Id<Member> member, NotificationKind kind, RecordWithPage record, string sourceId, string actorName, bool inApp,
        DateTimeOffset now) => new()
    {
        Id = Id<Notification>.New(now),
        MemberId = member,
        Kind = kind,
        RecordId = record.Id,
        RecordLabel = record.Label.Length <= 200 ? record.Label : record.Label[..200],
        SourceId = sourceId,
        ActorName = actorName,
        InApp = inApp,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<Notification> Id { get; private set; }
    public Id<Member> MemberId { get; private set; }
    public NotificationKind Kind { get; private set; }
    public string RecordId { get; private set; } = "";

    /// <summary>Holds the number, code or name of the record when the notification was created.</summary>
    public string RecordLabel { get; private set; } = "";
    public string SourceId { get; private set; } = "";
    public string ActorName { get; private set; } = "";
    public bool InApp { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }

    public void MarkRead(bool read, DateTimeOffset now)
    {
        if (read == ReadAt is not null)
            return;
        ReadAt = read ? now : null;
        UpdatedAt = now;
    }
}
