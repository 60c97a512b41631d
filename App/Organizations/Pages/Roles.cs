using App.Platform;
using App.Platform.Ui;

namespace App.Organizations.Pages;

/// <summary>Roles in words.</summary>
static class Roles
{
    public static string NameOf(Role role) => role switch { Role.Owner => "Owner", Role.Admin => "Admin", _ => "Member" };

    /// <summary>Those that someone of this role may grant.</summary>
    public static IReadOnlyList<SelectOption> UpTo(Role own) => [.. Enum.GetValues<Role>().Where(role => role <= own).Select(role => new SelectOption(role.ToString(), NameOf(role)))];
}
