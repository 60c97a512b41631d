using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Invites someone by email. The response does not reveal whether the address already has an account.</summary>
public sealed class InviteMember(Gate gate, AccountStore accounts, RoleStore roles, InvitationEmails emails)
    : Operation<InviteMember.Request, InvitationView>(gate)
{
    /// <param name="Email">The address that gets the invitation and must accept it.</param>
    /// <param name="Role">
    /// Name of a built-in role, such as <c>packer</c>; ID of a custom one. Nobody can give a permission that they lack.
    /// </param>
    public sealed record Request([property: AnyText] string Email, RoleKey Role) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email address");

        /// <summary>
        /// Gets whether the role may have a permission that members lack, which a thief could give away: a custom role may.
        /// </summary>
        bool IRequest.IsSensitive => Role.CustomId is not null
            || !RoleCatalog.Of(Organizations.Role.Member).Covers(RoleCatalog.Of(Role.BuiltIn));
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeMembers);
    protected internal override string Action => "member.invite";
    protected internal override Effects Effects => Effects.NewRights;

    protected override async Task<Result<InvitationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await roles.HoldAsync(context, request.Role, ct) is not { } role)
            return OrganizationProblems.RoleUnknown;
        if (!role.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        if (role.IsOwner)
            return OrganizationProblems.OwnershipNotOffered;
        var now = context.Now;
        var normalized = EmailAddress.KeyOf(request.Email);
        var members = context.Db.Members;
        if (await accounts.FindByEmailAsync(context, request.Email, ct) is { Id: var accountId }
            && await members.AnyAsync(member => member.AccountId == accountId && member.Status != MemberStatus.Removed, ct))
            return OrganizationProblems.AlreadyMember;
        var invitations = context.Db.Invitations;
        var openOnes = invitations.Where(row => row.AcceptedAt == null && row.RevokedAt == null);
        if (await openOnes.SingleOrDefaultAsync(row => row.NormalizedEmail == normalized, ct) is { } open)
        {
            if (open.ExpiresAt > now)
                return OrganizationProblems.AlreadyInvited;
            open.Revoke(now); // it has expired
            await context.Db.SaveChangesAsync(ct); // so the unique index accepts the new invitation
        }

        var token = Token.New();
        var invitation = Invitation.Write(request.Email, role, context.Actor, Token.HashOf(token), now);
        invitations.Add(invitation);
        if ((await emails.SendAsync(context, invitation, token)).Problem is { } refused)
            return refused;

        var view = InvitationView.Of(invitation, now);
        context.Note(invitation.Id.ToString(), invitation.Email, after: view);
        context.Raise(new MemberInvited(invitation.Id, invitation.Email, role.Key));
        return view;
    }
}
