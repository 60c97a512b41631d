using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Returns one role. Every member may know it.</summary>
public sealed class GetRole(Gate gate) : Query<GetRole.Request, RoleDescription>(gate)
{
    /// <param name="Role">Name of a built-in role or ID of a custom one.</param>
    public sealed record Request(RoleKey Role) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "role.get";

    protected override async Task<Result<RoleDescription>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (request.Role.CustomId is not { } id)
            return RoleDescription.Of(RoleCatalog.Of(request.Role.BuiltIn));
        var found = await context.FinalRead().CustomRoles
            .SingleOrDefaultAsync(role => role.Id == id && role.DeletedAt == null, ct);
        return found is null ? Problem.Missing("The role") : RoleDescription.Of(RoleEntry.Of(found));
    }
}
