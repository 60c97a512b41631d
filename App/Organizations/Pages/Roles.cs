namespace App.Organizations.Pages;

/// <summary>Names the roles on pages.</summary>
static class Roles
{
    public static string NameOf(Role role) => role switch { Role.Owner => "Owner", Role.Admin => "Admin", _ => "Member" };

    /// <summary>Returns the roles up to the given one.</summary>
    public static IReadOnlyList<SelectOption> UpTo(Role own) =>
        [.. Enum.GetValues<Role>().Where(role => role <= own).Select(role => new SelectOption(role.ToString(), NameOf(role)))];
}
