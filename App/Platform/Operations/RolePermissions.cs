namespace App.Platform.Operations;

/// <summary>Describes a role as the Gate sees it: a name for a set of permissions. Roles have no order.</summary>
/// <param name="Role">Stored name of a built-in role, such as "Owner"; TypeID of a custom one.</param>
/// <param name="Title">Name of the role on pages.</param>
/// <param name="Permissions">Names of its permissions.</param>
public sealed record RolePermissions(string Role, string Title, IReadOnlySet<string> Permissions)
{
    /// <summary>Gets the name of the role in the API.</summary>
    public string ApiName => SnakeCase.From(Role);
}
