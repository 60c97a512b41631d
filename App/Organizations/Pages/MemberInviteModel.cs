using System.Text.Json.Serialization;

namespace App.Organizations.Pages;

/// <summary>Holds the input of the form that invites one person or several.</summary>
public sealed class MemberInviteModel
{
    public string? Email { get; set; }
    public string? Role { get; set; } = Otherwise.ToString();

    static readonly RoleKey Otherwise = Organizations.Role.Member;

    bool? several;

    /// <summary>
    /// Gets or sets whether <see cref="Emails"/> is used instead of <see cref="Email"/>. It is no input by itself, so it is not
    /// kept: a restored form shows what was typed.
    /// </summary>
    [JsonIgnore]
    public bool IsSeveral
    {
        get => several ?? !string.IsNullOrEmpty(Emails);
        set => several = value;
    }

    /// <summary>Gets or sets one person a line; see <see cref="InvitationLines"/>.</summary>
    public string? Emails { get; set; }

    public InviteMember.Request ToRequest() => new(Email ?? "", ToRole());

    /// <summary>Returns the chosen role, which is that of all lines without one.</summary>
    public RoleKey ToRole() => RoleKey.TryRead(Role, out var role) ? role : Otherwise;
}
