using Npgsql;

namespace App.Platform.Operations;

/// <summary>
/// Says what is known about a security event when it happens. The organizations that it belongs to are found later
/// (<see cref="ISecuritySourceResolver"/>), so that a refused request costs no query.
/// </summary>
public abstract record SecuritySource
{
    /// <summary>An organization, and a member, API key or shopper of it if one is known.</summary>
    public sealed record Organization(Guid Id, SecuritySubject? Subject) : SecuritySource;

    /// <summary>An account. The event belongs to each organization that has it as an active member, and to none else.</summary>
    public sealed record Account(Guid Id, string Name) : SecuritySource;

    /// <summary>An API key, by its fingerprint, whether or not it is valid or even exists.</summary>
    public sealed record Key(string Fingerprint) : SecuritySource;

    /// <summary>A session of staff, and the organization in which it acts.</summary>
    public sealed record Session(Credential.Session Credential) : SecuritySource;

    /// <summary>The slug in the URL of a request, whether or not an organization has it.</summary>
    public sealed record Slug(string Text) : SecuritySource;

    /// <summary>Returns the source of a credential that was presented; null if it names no organization.</summary>
    public static SecuritySource? Of(Credential credential) => credential switch
    {
        Credential.ApiKey key => new Key(key.Fingerprint),
        Credential.Session session => new Session(session),
        Credential.Storefront storefront => new Slug(storefront.Slug),
        _ => null,
    };

    /// <summary>Returns the source of an actor in an organization. A visitor is nobody in particular.</summary>
    public static SecuritySource Of(Guid organizationId, Actor actor)
    {
        var isKnown = actor.Kind != ActorKind.Shopper || actor.CustomerId is not null;
        return new Organization(organizationId, isKnown ? new SecuritySubject(actor.Kind, actor.Id, actor.Name) : null);
    }
}

/// <summary>Names the member, API key or shopper that a security event is about.</summary>
/// <param name="Id">TypeID of the member, API key or shopper.</param>
/// <param name="Name">Display name; not an email address.</param>
public sealed record SecuritySubject(ActorKind Kind, string Id, string Name);

/// <summary>Names an organization that a security event belongs to, and its subject there.</summary>
public sealed record SecurityTarget(Guid OrganizationId, SecuritySubject? Subject);

/// <summary>
/// Finds the organizations that the security events of one type of source belong to. The feature that owns the source's rows
/// implements it.
/// </summary>
public interface ISecuritySourceResolver
{
    /// <summary>Gets the type of the sources, derived from <see cref="SecuritySource"/>.</summary>
    Type Source { get; }

    /// <summary>Returns the organizations; none if the source is not known.</summary>
    /// <param name="connection">A connection of the role of background loops, which sees the rows of all organizations.</param>
    Task<IReadOnlyList<SecurityTarget>> FindAsync(SecuritySource source, NpgsqlConnection connection, CancellationToken ct);
}
