using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>What the deletion of an account means.</summary>
/// <param name="Email">Of the account.</param>
/// <param name="Places">Where it is a member.</param>
public sealed record Departure(string Email, IReadOnlyList<Departure.Place> Places)
{
    /// <param name="Id">The organization.</param>
    /// <param name="Name">For people.</param>
    /// <param name="End">What comes of it.</param>
    public sealed record Place(Id<Organization> Id, string Name, PlaceEnd End);

    /// <summary>Why it cannot be; null when it can.</summary>
    public Problem? Hindrance => Places.Where(place => place.End == PlaceEnd.NeedsOwner).Select(place => place.Name).ToList() is { Count: > 0 } names
        ? OrganizationProblems.LastOwner with { Detail = $"You are the only owner of {string.Join(", ", names)}, where others are members. Make one of them an owner first." }
        : null;
}

/// <summary>What comes of an organization when a member leaves.</summary>
public enum PlaceEnd
{
    /// <summary>Others go on.</summary>
    GoesOn,

    /// <summary>Nobody is left: it is closed.</summary>
    Closes,

    /// <summary>Others are there, and none of them is an owner.</summary>
    NeedsOwner,
}

/// <summary>Looked at before an account is deleted: by its owner, and by <see cref="AccountDeletion"/>.</summary>
public sealed class GetDeparture(Gate gate, AccountBook accounts) : Query<GetDeparture.Request, Departure>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "account.departure";

    protected override async Task<Result<Departure>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (pass.Actor.AccountId is not { } accountId || await accounts.FindAsync(pass, accountId, ct) is not { } account)
            return Problem.Unauthenticated;
        var places = await Membership.OfAsync(pass, accountId, ct);
        return new Departure(account.Email!, [.. places.Select(place => new Departure.Place(new(place.OrganizationId), place.Name, EndOf(place)))]);
    }

    static PlaceEnd EndOf(Membership place) =>
        place.Others == 0 ? PlaceEnd.Closes : place is { Role: Role.Owner, OtherOwners: 0 } ? PlaceEnd.NeedsOwner : PlaceEnd.GoesOn;
}
