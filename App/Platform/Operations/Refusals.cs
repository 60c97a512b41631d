using static App.Platform.Results.Explanation;

namespace App.Platform.Operations;

/// <summary>Returns the custom roles of the organization of the transaction. The organizations feature implements it.</summary>
public delegate Task<IReadOnlyList<RolePermissions>> FindCustomRoles(AppDb db, CancellationToken ct);

/// <summary>Explains which rule refuses a permission to an actor, and who can change that.</summary>
public sealed class Refusals(PermissionCatalog catalog, FindCustomRoles findCustom)
{
    /// <param name="db">Database context of the call, whose transaction has an organization.</param>
    /// <param name="permission">The missing permission.</param>
    /// <param name="actor">The member or API key.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<Problem> ExplainAsync(AppDb db, Permission permission, Actor actor, CancellationToken ct) =>
        Explain(permission, actor, [.. catalog.Roles, .. await findCustom(db, ct)]);

    /// <param name="permission">The missing permission.</param>
    /// <param name="actor">The member or API key.</param>
    /// <param name="roles">The roles of the organization, built-in and custom.</param>
    internal Problem Explain(Permission permission, Actor actor, IReadOnlyList<RolePermissions> roles)
    {
        var role = actor.Role;
        var hasRole = role?.Permissions.Contains(permission.Name) == true;
        var isKey = actor.Kind == ActorKind.ApiKey;
        var rules = new List<Rule>();
        if (role is not null)
            rules.Add(new(RuleKind.Role, role.ApiName, hasRole));
        if (isKey && permission.Scope is { } scope)
            rules.Add(new(RuleKind.Scope, scope, actor.Scopes.Contains(scope)));
        var having = roles.Where(one => one.Permissions.Contains(permission.Name)).ToList();
        var granting = catalog.RolesThatGrant(permission.Name, roles);
        return Problem.AnyForbidden with
        {
            Detail = isKey
                ? DetailForKey(permission, role, hasRole)
                : $"Your role, {role?.Title}, does not have the permission {permission.Name}. "
                    + $"Roles with it: {Titles(having)}. Ask someone with the role {Titles(granting, "or")} to change yours.",
            Explanation = new(permission.Name, rules, ApiNames(having), ApiNames(granting)),
        };
    }

    static string DetailForKey(Permission permission, RolePermissions? role, bool hasRole)
    {
        if (permission.Scope is not { } scope)
            return $"This requires the permission {permission.Name}, which API keys can't have. Sign in to do this.";
        return hasRole
            ? $"This requires the permission {permission.Name}. The API key lacks the scope {scope}, which includes it. "
                + "Create a key with this scope."
            : $"This requires the permission {permission.Name}. The role of the key's creator, {role?.Title}, does not have it. "
                + "Ask for a key of a member who has it.";
    }

    static IReadOnlyList<string> ApiNames(IEnumerable<RolePermissions> roles) => [.. roles.Select(role => role.ApiName)];

    static string Titles(IReadOnlyList<RolePermissions> roles, string last = "and") => roles switch
    {
        [] => "none",
        [var only] => only.Title,
        _ => $"{string.Join(", ", roles.SkipLast(1).Select(role => role.Title))} {last} {roles[^1].Title}",
    };
}
