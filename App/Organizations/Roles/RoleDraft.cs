namespace App.Organizations;

/// <summary>Describes a custom role to be created.</summary>
/// <param name="Name">Name of up to 40 characters. No other role of the organization has it.</param>
/// <param name="Permissions">
/// Names of its permissions, at least one. Nobody can give a permission that they lack. A permission to change something needs
/// the one to view it.
/// </param>
/// <param name="Description">What people with this role do, in up to 200 characters.</param>
public sealed record RoleDraft(
    [property: Mailed] string Name, IReadOnlyList<string> Permissions, string? Description = null) : IRequest
{
    public void Check(Checks checks)
    {
        CheckName(checks, Name);
        checks.OptionalText(Description, CustomRole.LongestDescription, "The description", "description");
    }

    internal static void CheckName(Checks checks, string name) => checks
        .Text(name, CustomRole.LongestName, "The name", "name")
        .That(RoleCatalog.Find(name.Trim()) is null, "name", "A built-in role has this name.");

    internal void CheckPermissions(Checks checks, PermissionCatalog catalog)
    {
        var declared = catalog.All.Select(permission => permission.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = Permissions.FirstOrDefault(name => !declared.Contains(name));
        var blind = Permissions.FirstOrDefault(name =>
            NeededBy(name, declared) is { } read && !Permissions.Contains(read));
        var fault = (Permissions.Count, unknown, blind) switch
        {
            (0, _, _) => "Choose at least one permission.",
            (_, not null, _) => $"'{unknown}' is not a permission. GET /roles lists all permissions.",
            (_, _, not null) => $"The permission {blind} needs {NeededBy(blind, declared)}.",
            _ => null,
        };
        checks.That(fault is null, "permissions", fault ?? "");
    }

    /// <summary>
    /// Returns the permission to view what another one changes, such as <c>orders.read</c> for <c>orders.place</c>; null if
    /// there is none.
    /// </summary>
    internal static string? NeededBy(string permission, IReadOnlySet<string> declared)
    {
        var read = $"{permission.Split('.')[0]}.read";
        return declared.Contains(read) ? read : null;
    }
}
