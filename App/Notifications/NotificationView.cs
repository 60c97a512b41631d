namespace App.Notifications;

/// <summary>Represents a notification in the API and on pages.</summary>
/// <param name="Kind">What the notification is about.</param>
/// <param name="RecordId">ID of the record, such as an order.</param>
/// <param name="RecordLabel">Number, code or name of the record when the notification was created.</param>
/// <param name="SourceId">ID of what caused the notification, such as a comment.</param>
/// <param name="ActorName">Name of who caused the notification.</param>
/// <param name="ReadAt">Time at which the notification was marked as read; null if it is unread.</param>
public sealed record NotificationView(
    Id<Notification> Id, NotificationKind Kind, string RecordId, string RecordLabel, string SourceId, string ActorName,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ReadAt)
{
    public static NotificationView Of(Notification row) => new(
        row.Id, row.Kind, row.RecordId, row.RecordLabel, row.SourceId, row.ActorName, row.CreatedAt, row.UpdatedAt, row.ReadAt);
}
