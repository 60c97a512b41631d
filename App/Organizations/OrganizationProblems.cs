namespace App.Organizations;

public static class OrganizationProblems
{
    public static readonly Problem AboveOwnRole = new(403, "role_above_own", "Above your own role",
        "You can't grant, change or remove a role with a permission that your own lacks. API keys can't create or change "
        + "owners.");

    public static readonly Problem RoleUnknown = new(422, "role_unknown", "Role not found",
        "The organization has no role with this ID. It may have been deleted.") { Param = "role" };

    public static readonly Problem RoleNameTaken = new(409, "role_name_taken", "Name already used",
        "Another role of the organization has this name.") { Param = "name" };

    public static readonly Problem RoleInUse = new(409, "role_in_use", "Role in use",
        "Members or open invitations have this role. Give them another one first.");

    /// <summary>Returns <see cref="RoleInUse"/> with the number of those who have the role.</summary>
    public static Problem RoleInUseBy(int members, int invitations)
    {
        var holders = new[] { Count(members, "member"), Count(invitations, "open invitation") }.OfType<string>();
        return RoleInUse with { Detail = $"{string.Join(" and ", holders)} with this role. Give them another one first." };

        static string? Count(int count, string what) => count switch
        {
            0 => null,
            1 => $"1 {what}",
            _ => $"{count} {what}s",
        };
    }

    public static readonly Problem TooManyRoles = new(409, "too_many_roles", "Too many roles",
        $"An organization can have up to {CustomRole.Most} custom roles. Delete one that is no longer used.");

    public static readonly Problem LastOwner = new(409, "last_owner", "Last owner",
        "An organization must keep at least one owner. Make someone else an owner first.");

    public static readonly Problem AlreadyOwner = new(409, "already_owner", "Already an owner", "The member is an owner.");

    public static readonly Problem OwnershipNotOffered = new(409, "ownership_not_offered", "Ownership must be accepted",
        "Nobody becomes an owner without accepting it. Offer ownership to a member; they have to accept it.") { Param = "role" };

    public static readonly Problem OwnershipOfferClosed = new(409, "ownership_offer_closed", "No offer of ownership",
        $"There is no offer of ownership, it was withdrawn, or it is older than {Member.OfferLifetime.Days} days. Ask an owner "
        + "for a new one.");

    public static readonly Problem OwnMembership = new(409, "own_membership", "This is your own membership",
        "You can't suspend yourself. Ask another owner or admin, or leave the organization.");

    public static readonly Problem AlreadyMember = new(409, "already_member", "Already a member",
        "This person is already a member of the organization.") { Param = "email" };

    public static readonly Problem AlreadyInvited = new(409, "already_invited", "Already invited",
        "This email address already has an open invitation. Resend it, or revoke it first.") { Param = "email" };

    public static readonly Problem InvitationClosed = new(409, "invitation_closed", "Invitation no longer valid",
        $"This invitation was accepted or revoked, or is older than {Invitation.Lifetime.Days} days. Ask for a new one.");

    public static readonly Problem OtherAddress = new(403, "invitation_for_other_address", "Different email address",
        "This invitation was sent to another email address. Sign in with that address to accept it.");

    public static readonly Problem ResendTooSoon = new(409, "resend_too_soon", "Sent too recently",
        "The invitation was sent less than a minute ago. Wait before you send it again.")
    {
        RetryAfter = (int)Invitation.Pause.TotalSeconds,
    };

    public static readonly Problem SlugTaken = new(409, "slug_taken", "Address already taken",
        "Another organization has or had this address, or one that looks like it. Choose a different one.") { Param = "slug" };

    public static readonly Problem TooManySlugs = new(429, "slug_limit_exceeded", "Too many new addresses",
        $"An organization can take {SlugStore.MostNew} new addresses in {SlugStore.Period.Days} days. You can take back one of "
        + "its earlier addresses, or wait.") { Param = "slug" };

    /// <summary>Returns <see cref="SlugTaken"/> with free slugs to choose instead.</summary>
    public static Problem SlugTakenWith(IReadOnlyList<string> free) => free.Count == 0 ? SlugTaken : SlugTaken with
    {
        Detail = "Another organization has or had this address, or one that looks like it. These are free: "
            + $"{string.Join(", ", free)}.",
    };

    public static readonly IReadOnlyList<Problem> All =
    [
        AboveOwnRole, RoleUnknown, RoleNameTaken, RoleInUse, TooManyRoles, LastOwner, AlreadyOwner, OwnershipNotOffered,
        OwnershipOfferClosed, OwnMembership, AlreadyMember, AlreadyInvited, InvitationClosed, OtherAddress, ResendTooSoon,
        SlugTaken, TooManySlugs,
    ];
}
