namespace App.Comments;

/// <summary>Represents what happened to a record and what was written about it, newest first.</summary>
/// <param name="RecordId">TypeID of the record.</param>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="HasMore">True if there are older entries, which are in the audit log.</param>
public sealed record TimelineView(string RecordId, IReadOnlyList<TimelineEntryView> Entries, bool HasMore);

/// <summary>Represents an operation on a record, or a comment on it.</summary>
/// <param name="At">Time of the operation or of the comment.</param>
/// <param name="ActorName">Who did it.</param>
/// <param name="Action">Name of the operation, such as <c>order.place</c>; null for a comment.</param>
/// <param name="AuditEntryId">The audit entry of the operation.</param>
/// <param name="Changed">Names of the members that an update changed.</param>
/// <param name="Events">The events that the operation published. They are kept for 30 days.</param>
/// <param name="Comment">The comment; null for an operation.</param>
public sealed record TimelineEntryView(
    DateTimeOffset At, string ActorName, string? Action, Id<AuditEntry>? AuditEntryId, IReadOnlyList<string> Changed,
    IReadOnlyList<TimelineEventView> Events, CommentView? Comment);

/// <summary>Represents an event in a timeline.</summary>
public sealed record TimelineEventView(Id<OutboxMessage> Id, string Type);
