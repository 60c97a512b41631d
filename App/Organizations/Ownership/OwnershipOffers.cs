using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Finds the offer of ownership that the caller can accept.</summary>
static class OwnershipOffers
{
    /// <summary>
    /// Returns the owner who made the offer; null if there is none, if it is too old, or if the one who made it is no owner any
    /// more.
    /// </summary>
    public static async Task<Member?> OffererAsync(OperationContext context, Member member, CancellationToken ct)
    {
        if (member is not { OwnershipOfferedAt: { } at, OwnershipOfferedById: { } by }
            || at + Member.OfferLifetime <= context.Now)
            return null;
        return await context.Db.Members.SingleOrDefaultAsync(
            row => row.Id == by && row.Role == Role.Owner && row.Status == MemberStatus.Active, ct);
    }

    /// <summary>Returns the ID of the calling member; null for an API key.</summary>
    public static Id<Member>? Caller(OperationContext context) =>
        context.Actor.Kind == ActorKind.Member && Id<Member>.TryRead(context.Actor.Id, out var id) ? id : null;
}
