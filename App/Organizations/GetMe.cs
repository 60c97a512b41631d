using App.Accounts;

namespace App.Organizations;

/// <summary>Represents the caller.</summary>
/// <param name="Kind">member or api_key.</param>
/// <param name="Id">The ID of the account or API key.</param>
/// <param name="Email">The email of the account; null for an API key.</param>
/// <param name="Organization">The organization in which calls act; null if none is chosen.</param>
/// <param name="Role">
/// The role in that organization, the name of a built-in one or the ID of a custom one; for an API key, that of its creator.
/// </param>
/// <param name="Permissions">The permissions in that organization.</param>
/// <param name="Organizations">All organizations of the account; empty for an API key.</param>
public sealed record Me(
    ActorKind Kind,
    string Id,
    string Name,
    string? Email,
    OrganizationView? Organization,
    RoleKey? Role,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<Me.Place> Organizations)
{
    public sealed record Place(Id<Organization> Id, string Slug, string Name, RoleKey Role, string RoleName);
}

/// <summary>Returns the signed-in account and all its organizations.</summary>
public sealed class GetMe(Gate gate, AccountStore accounts) : Query<GetMe.Request, Me>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "me.get";

    protected override async Task<Result<Me>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (context.Actor.AccountId is not { } accountId || await accounts.FindAsync(context, accountId, ct) is not { } account)
            return Problem.Unauthenticated;
        var view = AccountView.Of(account);
        var memberships = await Membership.OfAsync(context, accountId, ct);
        var chosen = await accounts.ChosenAsync(context, ct);
        var current = memberships.SingleOrDefault(membership => membership.OrganizationId == chosen);
        OrganizationView? organization = null;
        if (current is not null)
        {
            await context.EnterAsync(current.OrganizationId, ct);
            organization = OrganizationView.Of(context.Organization);
        }
        return new Me(ActorKind.Member, view.Id.ToString(), view.Name, view.Email, organization,
            current is null ? null : RoleKey.Of(current.Role),
            current is null ? [] : [.. current.Role.Permissions.Order(StringComparer.Ordinal)],
            [.. memberships.Select(PlaceOf)]);
    }

    static Me.Place PlaceOf(Membership membership) =>
        new(new(membership.OrganizationId), membership.Slug, membership.Name, RoleKey.Of(membership.Role), membership.Role.Title);
}

/// <summary>Returns the calling API key, its organization and its permissions.</summary>
public sealed class GetKeyMe(Gate gate) : Query<GetMe.Request, Me>(gate)
{
    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "me.get_key";

    protected override Task<Result<Me>> PerformAsync(GetMe.Request request, OperationContext context, CancellationToken ct)
    {
        var actor = context.Actor;
        var me = new Me(actor.Kind, actor.Id, actor.Name, null,
            OrganizationView.Of(context.Organization), actor.Role is { } role ? RoleKey.Of(role) : null,
            [.. actor.Permissions.Order(StringComparer.Ordinal)], []);
        return Task.FromResult<Result<Me>>(me);
    }
}
