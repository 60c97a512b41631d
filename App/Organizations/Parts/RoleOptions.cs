namespace App.Organizations.Parts;

/// <summary>Lists the roles that the signed-in member may give, for the fields that choose one.</summary>
static class RoleOptions
{
    public static IReadOnlyList<SelectOption> Of(OrganizationContext frame) =>
        [.. RoleCatalog.CoveredBy(frame.Role).Select(entry => new SelectOption(entry.Role.ToString(), entry.Name))];

    /// <summary>Returns whether the signed-in member may change or remove someone with this role.</summary>
    public static bool Includes(OrganizationContext frame, Role role) =>
        RoleCatalog.CoveredBy(frame.Role).Any(entry => entry.Role == role);
}
