using System.Text.Json.Serialization;

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
    DateTimeOffset ExpiresAt) : IVersioned
{
    /// <summary>
    /// The reason why the last email of the invitation failed or bounced. Present only when invitations are read, and only if it
    /// did.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EmailFailure { get; init; }

    public object Versioned() => this with { EmailFailure = null };

    public static InvitationView Of(Invitation invitation, DateTimeOffset now) => new(
        invitation.Id, invitation.Email, invitation.Role, invitation.StateAt(now), invitation.InvitedBy,
        invitation.CreatedAt, invitation.SentAt, invitation.ExpiresAt);
}
