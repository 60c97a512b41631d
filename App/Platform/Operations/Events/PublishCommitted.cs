namespace App.Platform.Operations;

/// <summary>
/// Passes the events that an operation has just committed to the handlers that run on every instance, before the operation
/// returns. It never throws, because the change is already committed.
/// </summary>
public delegate Task PublishCommitted(CurrentOrganization organization, IReadOnlyList<OutboxMessage> events);
