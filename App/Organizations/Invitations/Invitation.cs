namespace App.Organizations;

public enum InvitationState { Pending, Accepted, Revoked, Expired }

/// <summary>
/// Represents an invitation to an organization, for one email address and with one role. Only the SHA-256 of its link's token is
/// stored.
/// </summary>
public sealed class Invitation : IOwned, IIdentified
{
    public static string IdPrefix => "inv";

    /// <summary>An invitation can be accepted for this long after its link was made.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>An invitation can be sent again after this time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    Invitation() { }

    internal static Invitation Write(
        string email, RoleEntry role, Actor inviter, byte[] tokenHash, DateTimeOffset now) => new()
    {
        Id = Id<Invitation>.New(now),
        Email = EmailAddress.Clean(email),
        NormalizedEmail = EmailAddress.KeyOf(email),
        Role = role.Key.BuiltIn,
        CustomRoleId = role.Key.CustomId,
        CustomRole = role.Custom,
        InvitedBy = inviter.Name,
        InvitedById = inviter.Id,
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

    /// <summary>Gets the ID of the custom role; null if the role is built-in.</summary>
    public Id<CustomRole>? CustomRoleId { get; private set; }

    /// <summary>Gets the custom role; null if the role is built-in. Every read of a row includes it.</summary>
    internal CustomRole? CustomRole { get; private set; }

    /// <summary>Gets the role, built-in or custom.</summary>
    internal RoleEntry Entry => CustomRole is { } custom ? RoleEntry.Of(custom) : RoleCatalog.Of(Role);

    /// <summary>Gets the name of the inviting member or key at that time.</summary>
    public string InvitedBy { get; private set; } = "";

    /// <summary>Gets the TypeID of the inviting member or key.</summary>
    public string InvitedById { get; private set; } = "";
    public byte[] TokenHash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Gets the time of the last change. The database sets it; see <see cref="ListedTables"/>.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public InvitationState StateAt(DateTimeOffset now)
    {
        if (AcceptedAt is not null)
            return InvitationState.Accepted;
        if (RevokedAt is not null)
            return InvitationState.Revoked;
        return ExpiresAt <= now ? InvitationState.Expired : InvitationState.Pending;
    }

    /// <summary>Sets a new link and lifetime, and that it is sent by email. The previous link stops working.</summary>
    public void Resend(byte[] tokenHash, DateTimeOffset now)
    {
        Relink(tokenHash, now);
        SentAt = now;
    }

    /// <summary>Sets a new link and lifetime. The previous link stops working.</summary>
    public void Relink(byte[] tokenHash, DateTimeOffset now)
    {
        TokenHash = tokenHash;
        ExpiresAt = now + Lifetime;
    }

    public void Accept(DateTimeOffset now) => AcceptedAt = now;

    public void Revoke(DateTimeOffset now) => RevokedAt = now;
}
