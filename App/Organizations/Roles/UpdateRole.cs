namespace App.Organizations;

/// <summary>
/// Changes a custom role. It applies to the members who have it from their next call. Fails with <c>role_above_own</c> if it has
/// or would have a permission that the caller lacks. Built-in roles cannot be changed.
/// </summary>
public sealed class UpdateRole(Gate gate, PermissionCatalog catalog) : Operation<UpdateRole.Request, RoleDescription>(gate)
{
    /// <param name="Name">Name of up to 40 characters. Omit to keep the current value.</param>
    /// <param name="Permissions">Names of all its permissions. Omit to keep the current ones.</param>
    public sealed record Changes(
        [property: NoNull, Mailed] string? Name = null,
        [property: NoNull] IReadOnlyList<string>? Permissions = null)
    {
        /// <summary>Up to 200 characters. Omit to keep the current value; null clears it.</summary>
        public Optional<string?> Description { get; init; }
    }

    public sealed record Request(Id<CustomRole> Id, Changes Changes) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Changes.Name is not null)
                RoleDraft.CheckName(checks, Changes.Name);
            checks.OptionalText(
                Changes.Description.Or(null), CustomRole.LongestDescription, "The description", "description");
        }
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.ChangeRoles);
    protected internal override string Action => "role.update";
    protected internal override Effects Effects => Effects.NewRights;

    protected override async Task<Result<RoleDescription>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { DeletedAt: null } role)
            return Problem.Missing("The role");
        var draft = new RoleDraft(
            request.Changes.Name ?? role.Name, request.Changes.Permissions ?? role.Permissions,
            request.Changes.Description.Or(role.Description));
        var checks = new Checks();
        draft.CheckPermissions(checks, catalog);
        if (checks.Problem is { } invalid)
            return invalid;

        var before = RoleEntry.Of(role);
        role.Become(draft, context.Now);
        var after = RoleEntry.Of(role);
        if (!before.IsWithin(context.Actor) || !after.IsWithin(context.Actor))
            return OrganizationProblems.AboveOwnRole;
        var view = RoleDescription.Of(after);
        context.NoteUpdate(role.Id.ToString(), role.Name, RoleDescription.Of(before), view);
        context.Raise(new RoleUpdated(role.Id, view.Name, view.Permissions));
        return view;
    }
}
