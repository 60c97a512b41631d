using App.Platform;

namespace App.Organizations;

/// <summary>The link into an organization.</summary>
public sealed record InvitationLetter(Id<Invitation> Invitation, string Organization, string InvitedBy, Role Role, Uri Link) : IOrganizationLetter
{
    public const string Word = "invitation";

    public string Kind => Word;

    public string About => Invitation.ToString();

    public ILetter WithoutSecrets => this with { Link = Withheld.Link };

    public string Subject => $"{InvitedBy} invites you to {Organization} on Stockade";

    public string Text => $"""
        {InvitedBy} invites you to {Organization} on Stockade, with the role {RoleName}.

        Open this link to accept:

            {Link}

        It works for seven days, and for your address only. If you do not know who this is, ignore this mail.
        """;

    public string RoleName => Role switch { Role.Owner => "owner", Role.Admin => "admin", _ => "member" };

    public Type Body => typeof(InvitationLetterBody);
}
