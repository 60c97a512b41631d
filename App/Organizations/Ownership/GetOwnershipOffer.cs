using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Describes an offer to become an owner.</summary>
/// <param name="Author">The name of the owner who made it.</param>
/// <param name="ExpiresAt">The end of the time in which it can be accepted.</param>
public sealed record OwnershipOffer(string Author, DateTimeOffset ExpiresAt);

/// <summary>Returns the offer of ownership to the signed-in member. Not found if there is none that can be accepted.</summary>
public sealed class GetOwnershipOffer(Gate gate, MemberStore members) : Query<GetOwnershipOffer.Request, OwnershipOffer>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "ownership.get_offer";

    protected override async Task<Result<OwnershipOffer>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (OwnershipOffers.Caller(context) is not { } id
            || await context.Db.Members.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } member
            || await OwnershipOffers.OffererAsync(context, member, ct) is not { } offerer)
            return Problem.Missing("The offer");
        var author = await members.ViewAsync(context, offerer, ct);
        return new OwnershipOffer(author.Name, member.OwnershipOfferedAt!.Value + Member.OfferLifetime);
    }
}
