namespace App.Organizations;

/// <summary>Represents an invitation, without its link.</summary>
/// <param name="InvitedBy">The name of the inviting member or API key.</param>
/// <param name="SentAt">The time at which the invitation was last sent.</param>
public sealed record InvitationView(
    Id<Invitation> Id,
    string Email,
    Role Role,
    InvitationState State,
    string InvitedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt)
{
    public static InvitationView Of(Invitation invitation, DateTimeOffset now) => new(
        invitation.Id, invitation.Email, invitation.Role, invitation.StateAt(now), invitation.InvitedBy,
        invitation.CreatedAt, invitation.SentAt, invitation.ExpiresAt);
}
