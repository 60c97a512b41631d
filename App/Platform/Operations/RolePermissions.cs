namespace App.Platform.Operations;

/// <summary>Describes a role as the Gate sees it: a name for a set of permissions. Roles have no order.</summary>
/// <param name="Role">Name of the role, as it is stored.</param>
/// <param name="Permissions">Names of its permissions.</param>
public sealed record RolePermissions(string Role, IReadOnlySet<string> Permissions);
