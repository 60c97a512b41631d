namespace App.Organizations;

/// <summary>Returns what each role may do. Every member may know it, to see who can help.</summary>
public sealed class GetRoles(Gate gate, PermissionCatalog catalog, RoleStore roles) : Query<GetRoles.Request, RolesView>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "role.get_all";

    protected override async Task<Result<RolesView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) => new RolesView(
            [.. (await roles.AllAsync(context, ct)).Select(RoleDescription.Of)],
            [.. catalog.Groups.OrderBy(group => group.Title, StringComparer.Ordinal).Select(PermissionGroupView.Of)]);
}
