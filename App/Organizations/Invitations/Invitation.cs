using App.Platform;

namespace App.Organizations;

public enum InvitationState { Pending, Accepted, Revoked, Expired }

/// <summary>A mailed link into one organization, with one role, for one address. Kept is the SHA-256 of its token.</summary>
public sealed class Invitation : IOwned, IIdentified
{
    public static string IdPrefix => "inv";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>So long at least between two mails.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    Invitation() { }

    public static Invitation Write(string email, string normalizedEmail, Role role, string invitedBy, byte[] tokenHash, DateTimeOffset now) => new()
    {
        Id = Id<Invitation>.New(now),
        Email = email.Trim(),
        NormalizedEmail = normalizedEmail,
        Role = role,
        InvitedBy = invitedBy,
        TokenHash = tokenHash,
        CreatedAt = now,
        SentAt = now,
        ExpiresAt = now + Lifetime,
    };

    public Guid OrganizationId { get; private set; }
    public Id<Invitation> Id { get; private set; }
    public string Email { get; private set; } = "";
    public string NormalizedEmail { get; private set; } = "";
    public Role Role { get; private set; }

    /// <summary>Name of who invited, as it was then.</summary>
    public string InvitedBy { get; private set; } = "";
    public byte[] TokenHash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public InvitationState StateAt(DateTimeOffset now) =>
        AcceptedAt is not null ? InvitationState.Accepted : RevokedAt is not null ? InvitationState.Revoked : ExpiresAt <= now ? InvitationState.Expired : InvitationState.Pending;

    /// <summary>A new link; the one mailed before leads nowhere from here on.</summary>
    public void Resend(byte[] tokenHash, DateTimeOffset now) => (TokenHash, SentAt, ExpiresAt) = (tokenHash, now, now + Lifetime);

    public void Accept(DateTimeOffset now) => AcceptedAt = now;

    public void Revoke(DateTimeOffset now) => RevokedAt = now;
}
