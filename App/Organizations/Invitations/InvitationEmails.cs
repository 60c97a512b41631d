using App.Accounts;

namespace App.Organizations;

/// <summary>Sends and resends invitation emails.</summary>
public sealed class InvitationEmails(EmailOutbox outbox, PublicUrl publicUrl) : IEmailRenderer
{
    public string Kind => InvitationEmail.Word;

    public Permission Permission => OrganizationPermissions.ChangeMembers;

    public Task<Result<EmailLogEntry>> SendAsync(OperationContext context, Invitation invitation, string token)
    {
        var email = new InvitationEmail
        {
            InvitationId = invitation.Id,
            Organization = context.Organization.Name,
            InvitedBy = invitation.InvitedBy,
            RoleName = invitation.Entry.InSentence,
            Link = publicUrl.Link($"/invite/{token}"),
        };
        return outbox.PutAsync(context, invitation.Email, email);
    }

    public async Task<Result<EmailLogEntry>> WriteAsync(OperationContext context, string about, CancellationToken ct)
    {
        if (!Id<Invitation>.TryRead(about, out var id) || await context.LockAsync(id, ct) is not { } invitation)
            return Problem.Missing("The invitation");
        return await SendAgainAsync(context, invitation);
    }

    /// <summary>Sends an invitation again, with a new link and a new lifetime.</summary>
    public async Task<Result<EmailLogEntry>> SendAgainAsync(OperationContext context, Invitation invitation)
    {
        if (invitation.StateAt(context.Now) is InvitationState.Accepted or InvitationState.Revoked)
            return OrganizationProblems.InvitationClosed;
        if (!invitation.Entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        if (invitation.SentAt + Invitation.Pause > context.Now)
            return OrganizationProblems.ResendTooSoon;
        var token = Token.New();
        invitation.Resend(Token.HashOf(token), context.Now);
        return await SendAsync(context, invitation, token);
    }
}
