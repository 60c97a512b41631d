namespace App.SignIn;

/// <summary>Represents a session of the signed-in person.</summary>
/// <param name="Device">Browser and system in words, such as "Firefox on Linux".</param>
/// <param name="Current">True for the calling session.</param>
public sealed record SessionView(
    Id<Session> Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? Address, string Device, string? UserAgent,
    bool Current)
{
    /// <summary>City and country of the IP address, if the installation has a location database.</summary>
    public string? Place { get; init; }

    public static SessionView Of(Session session, Guid? current) =>
        new(session.Id, session.CreatedAt, session.LastSeenAt, session.Address, DeviceName.Of(session.UserAgent),
            session.UserAgent, session.Id.Value == current);
}
