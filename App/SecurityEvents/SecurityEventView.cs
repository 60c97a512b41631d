namespace App.SecurityEvents;

/// <summary>
/// Represents security events of one kind, about the same subject and from the same network, within an hour. All times are in
/// UTC.
/// </summary>
/// <param name="Kind">failed_sign_in, refused_second_factor, lockout, rate_limit, refused_key, denied_request or
/// refused_origin.</param>
/// <param name="Subject">The member, API key or shopper; null if nobody in particular is known, such as for an unknown
/// address.</param>
/// <param name="Network">The client's IPv4 address or IPv6 network; null if it is unknown, or if the entry counts further events
/// of an hour with very many.</param>
/// <param name="Detail">What was refused the last time: an action, the name of a rate limit, or an origin.</param>
/// <param name="Count">The number of events.</param>
/// <param name="FirstAt">The time of the first event of the hour.</param>
/// <param name="LastAt">The time of the last event of the hour.</param>
public sealed record SecurityEventView(
    Id<SecurityEvent> Id,
    SecurityEventKind Kind,
    SecurityEventView.Who? Subject,
    string? Network,
    string? Detail,
    int Count,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt)
{
    /// <param name="Name">The name at the time of the event.</param>
    public sealed record Who(ActorKind Kind, string Id, string Name);

    public static SecurityEventView Of(SecurityEvent row) => new(
        row.Id, row.Kind,
        row is { SubjectKind: { } kind, SubjectId: { } id } ? new Who(kind, id, row.SubjectName ?? id) : null,
        row.Network, row.Detail, row.Count, row.FirstAt, row.LastAt);
}
