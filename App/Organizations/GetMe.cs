using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>Who is asking, as <c>GET /api/v1/me</c> answers it.</summary>
/// <param name="Kind">member or api_key.</param>
/// <param name="Id">TypeID of the account or key.</param>
/// <param name="Name">For people.</param>
/// <param name="Email">Of the account; null for a key.</param>
/// <param name="Organization">The one that calls act in; null when none is chosen.</param>
/// <param name="Role">There; for a key, its maker's.</param>
/// <param name="Permissions">There.</param>
/// <param name="Organizations">All that the account is a member of.</param>
public sealed record Me(
    ActorKind Kind, string Id, string Name, string? Email, OrganizationView? Organization, Role? Role, IReadOnlyList<string> Permissions, IReadOnlyList<Me.Place> Organizations)
{
    public sealed record Place(Id<Organization> Id, string Slug, string Name, Role Role);
}

/// <summary>For someone signed in: the account and all its organizations, whether one is chosen or not.</summary>
public sealed class GetMe(Gate gate, AccountBook accounts, PermissionCatalogue catalogue) : Query<GetMe.Request, Me>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "me.get";

    protected override async Task<Result<Me>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (pass.Actor.AccountId is not { } accountId || await accounts.FindAsync(pass, accountId, ct) is not { } account)
            return Problem.Unauthenticated;
        var view = AccountView.Of(account);
        var memberships = await Membership.OfAsync(pass, accountId, ct);
        var chosen = await accounts.ChosenAsync(pass, ct);
        var here = memberships.SingleOrDefault(membership => membership.OrganizationId == chosen);
        OrganizationView? organization = null;
        if (here is not null)
        {
            await pass.EnterAsync(here.OrganizationId, ct);
            organization = OrganizationView.Of(pass.Organization);
        }
        return new Me(ActorKind.Member, view.Id.ToString(), view.Name, view.Email, organization, here?.Role,
            here is null ? [] : [.. catalogue.Of(here.Role).Order(StringComparer.Ordinal)],
            [.. memberships.Select(membership => new Me.Place(new(membership.OrganizationId), membership.Slug, membership.Name, membership.Role))]);
    }
}

/// <summary>For a key: its organization, and what it may do there.</summary>
public sealed class GetKeyMe(Gate gate) : Query<GetMe.Request, Me>(gate)
{
    protected internal override Permission Permission => Permission.AnyMember;
    protected internal override string Action => "me.get_key";

    protected override Task<Result<Me>> PerformAsync(GetMe.Request request, Pass pass, CancellationToken ct) => Task.FromResult<Result<Me>>(
        new Me(pass.Actor.Kind, pass.Actor.Id, pass.Actor.Name, null, OrganizationView.Of(pass.Organization), pass.Actor.Role,
            [.. pass.Actor.Permissions.Order(StringComparer.Ordinal)], []));
}
