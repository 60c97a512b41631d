namespace App.Organizations.Pages;

/// <summary>Holds the input of the form that invites a member.</summary>
public sealed class MemberInviteModel
{
    public string? Email { get; set; }
    public string? Role { get; set; } = nameof(Organizations.Role.Member);

    public InviteMember.Request ToRequest() => new(Email ?? "", Enum.Parse<Role>(Role ?? nameof(Organizations.Role.Member)));
}
