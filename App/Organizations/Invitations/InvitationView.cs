using App.Platform;

namespace App.Organizations;

/// <summary>An invitation as the API and the pages show it: never with its link.</summary>
public sealed record InvitationView(
    Id<Invitation> Id, string Email, Role Role, InvitationState State, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset SentAt, DateTimeOffset ExpiresAt)
{
    public static InvitationView Of(Invitation invitation, DateTimeOffset now) => new(
        invitation.Id, invitation.Email, invitation.Role, invitation.StateAt(now), invitation.InvitedBy, invitation.CreatedAt, invitation.SentAt, invitation.ExpiresAt);
}
