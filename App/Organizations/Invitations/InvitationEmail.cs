namespace App.Organizations;

/// <summary>Invites someone to an organization with a link.</summary>
public sealed record InvitationEmail(Id<Invitation> Invitation, string Organization, string InvitedBy, Role Role, Uri Link)
    : IOrganizationEmail
{
    public const string Word = "invitation";

    public string Kind => Word;

    public string About => Invitation.ToString();

    public IEmail WithoutSecrets => this with { Link = Withheld.Link };

    public string Subject => $"{InvitedBy} invites you to {Organization} on Stockade";

    public string Text => $"""
        {InvitedBy} invites you to {Organization} on Stockade, with the role {RoleName}.

        Open this link to accept the invitation:

            {Link}

        {Note}
        """;

    /// <summary>Gets the note below the link.</summary>
    public static string Note =>
        $"The link works for {Organizations.Invitation.Lifetime.Days} days, and only for your email address. "
        + "If you don't know the sender, ignore this email.";

    public string RoleName => Role switch { Role.Owner => "owner", Role.Admin => "admin", _ => "member" };

    public Type Body => typeof(InvitationEmailBody);
}
