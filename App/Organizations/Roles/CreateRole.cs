using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Creates a custom role. Fails with <c>role_above_own</c> if it has a permission that the caller lacks, and with
/// <c>too_many_roles</c> if the organization has as many as it can have.
/// </summary>
public sealed class CreateRole(Gate gate, PermissionCatalog catalog) : Operation<RoleDraft, RoleDescription>(gate)
{
    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeRoles);
    protected internal override string Action => "role.create";

    protected override async Task<Result<RoleDescription>> PerformAsync(
        RoleDraft request, OperationContext context, CancellationToken ct)
    {
        var checks = new Checks();
        request.CheckPermissions(checks, catalog);
        if (checks.Problem is { } invalid)
            return invalid;
        if (await context.Db.CustomRoles.CountAsync(role => role.DeletedAt == null, ct) >= CustomRole.Most)
            return OrganizationProblems.TooManyRoles;
        var entry = Add(context, request);
        if (!entry.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        var view = RoleDescription.Of(entry);
        context.Note(view.Role.ToString(), view.Name, after: view);
        return view;
    }

    /// <summary>Adds a role to the transaction. The operation that calls it writes the audit note.</summary>
    internal static RoleEntry Add(OperationContext context, RoleDraft draft)
    {
        var created = CustomRole.Compose(draft, context.Now);
        context.Db.CustomRoles.Add(created);
        context.Raise(new RoleCreated(created.Id, created.Name, created.Permissions));
        return RoleEntry.Of(created);
    }
}
