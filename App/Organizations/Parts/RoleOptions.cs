namespace App.Organizations.Parts;

/// <summary>Lists the roles that the signed-in member may give, for the fields that choose one.</summary>
static class RoleOptions
{
    public static IReadOnlyList<SelectOption> Of(OrganizationContext frame, RolesView roles) =>
    [
        .. roles.Roles.Where(role => role.IsWithin(frame))
            .Select(role => new SelectOption(role.Role.ToString(), role.Name)),
    ];
}
