using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>Mails invitations, the first time and again.</summary>
public sealed class InvitationLetters(InvitationBook book, Postbox postbox, Site site) : ILetterWriter
{
    public string Kind => InvitationLetter.Word;

    public Permission Permission => OrganizationPermissions.ChangeMembers;

    public Task<MailEntry> SendAsync(Pass pass, Invitation invitation, string token) =>
        postbox.PutAsync(pass, invitation.Email, new InvitationLetter(invitation.Id, pass.Organization.Name, invitation.InvitedBy, invitation.Role, site.Link($"/invite/{token}")));

    public async Task<Result<MailEntry>> WriteAsync(Pass pass, string about, CancellationToken ct) =>
        Id<Invitation>.TryRead(about, out var id) && await book.LockAsync(pass, id, ct) is { } invitation ? await SendAgainAsync(pass, invitation) : Problem.Missing("The invitation");

    /// <summary>With a new link and seven new days.</summary>
    public async Task<Result<MailEntry>> SendAgainAsync(Pass pass, Invitation invitation)
    {
        if (invitation.StateAt(pass.Now) is InvitationState.Accepted or InvitationState.Revoked)
            return OrganizationProblems.InvitationClosed;
        if (!MemberBook.MayDealWith(pass.Actor, invitation.Role))
            return OrganizationProblems.AboveOwnRole;
        if (invitation.SentAt + Invitation.Pause > pass.Now)
            return OrganizationProblems.ResendTooSoon;
        var token = Token.New();
        invitation.Resend(Token.HashOf(token), pass.Now);
        return await SendAsync(pass, invitation, token);
    }
}
