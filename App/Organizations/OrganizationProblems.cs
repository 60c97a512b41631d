using App.Platform;

namespace App.Organizations;

public static class OrganizationProblems
{
    public static readonly Problem AboveOwnRole = new(403, "role_above_own", "Above your own role", "Nobody can grant, change or remove a role above their own, and an API key never makes or changes owners.");
    public static readonly Problem LastOwner = new(409, "last_owner", "Last owner", "An organization keeps at least one owner. Make someone else an owner first.");
    public static readonly Problem AlreadyMember = new(409, "already_member", "Already a member", "This person is a member of the organization already.") { Param = "email" };
    public static readonly Problem AlreadyInvited = new(409, "already_invited", "Already invited", "This address has an open invitation. Send that one again, or revoke it first.") { Param = "email" };
    public static readonly Problem InvitationClosed = new(409, "invitation_closed", "Invitation closed", "This invitation was accepted, revoked, or is older than 7 days. Ask for a new one.");
    public static readonly Problem OtherAddress = new(403, "invitation_for_other_address", "For another address", "This invitation was sent to another email address. Sign in with that address to accept it.");
    public static readonly Problem ResendTooSoon = new(409, "resend_too_soon", "Sent a moment ago", "The invitation was sent less than a minute ago. Wait a little before sending it again.") { RetryAfter = 60 };

    public static readonly IReadOnlyList<Problem> All = [AboveOwnRole, LastOwner, AlreadyMember, AlreadyInvited, InvitationClosed, OtherAddress, ResendTooSoon];
}
