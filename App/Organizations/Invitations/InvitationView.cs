using System.Text.Json.Serialization;

namespace App.Organizations;

/// <summary>Represents an invitation, without its link.</summary>
/// <param name="Role">Name of a built-in role, such as <c>packer</c>; ID of a custom one.</param>
/// <param name="RoleName">The name of the role on pages.</param>
/// <param name="InvitedBy">The name of the inviting member or API key.</param>
/// <param name="SentAt">The time at which the invitation was last sent.</param>
public sealed record InvitationView(
    Id<Invitation> Id,
    string Email,
    RoleKey Role,
    string RoleName,
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
        invitation.Id, invitation.Email, invitation.Entry.Key, invitation.Entry.Name, invitation.StateAt(now),
        invitation.InvitedBy, invitation.CreatedAt, invitation.SentAt, invitation.ExpiresAt);
}
