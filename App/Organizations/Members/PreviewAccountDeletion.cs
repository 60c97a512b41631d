using App.Accounts;

namespace App.Organizations;

/// <summary>Describes the consequences of deleting an account.</summary>
/// <param name="Email">The email address of the account.</param>
/// <param name="Places">The organizations that the account belongs to.</param>
public sealed record AccountDeletionPreview(string Email, IReadOnlyList<AccountDeletionPreview.Place> Places)
{
    /// <param name="Id">The ID of the organization.</param>
    /// <param name="Name">The name of the organization.</param>
    /// <param name="End">The consequence for the organization.</param>
    public sealed record Place(Id<Organization> Id, string Name, MembershipOutcome End);

    /// <summary>Gets the problem that prevents the deletion, or null.</summary>
    public Problem? Hindrance
    {
        get
        {
            var names = Places.Where(place => place.End == MembershipOutcome.NeedsOwner).Select(place => place.Name).ToList();
            if (names.Count == 0)
                return null;
            return OrganizationProblems.LastOwner with
            {
                Detail = $"You are the only owner of {string.Join(", ", names)}, which has other members. "
                    + "Make one of them an owner first.",
            };
        }
    }
}

/// <summary>Lists the consequences for an organization when a member leaves.</summary>
public enum MembershipOutcome
{
    /// <summary>The organization continues with its other members.</summary>
    GoesOn,

    /// <summary>The organization is closed, because no members are left.</summary>
    Closes,

    /// <summary>The organization would have members, but no owner.</summary>
    NeedsOwner,
}

/// <summary>Returns the consequences of deleting the signed-in account. Has no side effects.</summary>
public sealed class PreviewAccountDeletion(Gate gate, AccountStore accounts)
    : Query<PreviewAccountDeletion.Request, AccountDeletionPreview>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "account.preview_deletion";

    protected override async Task<Result<AccountDeletionPreview>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (context.Actor.AccountId is not { } accountId || await accounts.FindAsync(context, accountId, ct) is not { } account)
            return Problem.Unauthenticated;
        var memberships = await Membership.AllOfAsync(context, accountId, ct);
        return new AccountDeletionPreview(account.Email!, [.. memberships.Select(PlaceOf)]);
    }

    static AccountDeletionPreview.Place PlaceOf(Membership membership) =>
        new(new(membership.OrganizationId), membership.Name, OutcomeOf(membership));

    static MembershipOutcome OutcomeOf(Membership membership)
    {
        if (membership.Others == 0)
            return MembershipOutcome.Closes;
        return membership is { Role.Role: nameof(Role.Owner), OthersInRole: 0 }
            ? MembershipOutcome.NeedsOwner
            : MembershipOutcome.GoesOn;
    }
}
