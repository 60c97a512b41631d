namespace App.Organizations.Parts;

/// <summary>Lists the roles that the signed-in member may give, for the fields that choose one.</summary>
static class RoleOptions
{
    /// <summary>Returns the roles that can be given at once. Ownership is only offered.</summary>
    public static IReadOnlyList<SelectOption> Of(OrganizationContext frame, RolesView roles) =>
    [
        .. roles.Roles.Where(role => role.IsWithin(frame) && role.Role != Role.Owner)
            .Select(role => new SelectOption(role.Role.ToString(), role.Name)),
    ];

    /// <summary>Returns the roles for a member who has one already: that of an owner stays in the list of an owner.</summary>
    public static IReadOnlyList<SelectOption> For(RoleKey current, IReadOnlyList<SelectOption> options) =>
        current == Role.Owner ? [new(current.ToString(), RoleCatalog.Of(Role.Owner).Name), .. options] : options;

    /// <summary>Returns whether the signed-in member may change or remove somebody with this role.</summary>
    public static bool Includes(OrganizationContext frame, IReadOnlyList<SelectOption> options, RoleKey role) =>
        role == Role.Owner ? frame.Role == nameof(Role.Owner) : options.Any(option => option.Value == role.ToString());
}
