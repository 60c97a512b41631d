using static App.Platform.Results.Explanation;

namespace App.Platform.Operations;

/// <summary>Adds the problem of a missing permission.</summary>
public static class ForbiddenProblem
{
    extension(Problem)
    {
        /// <summary>Describes the problem in general, for the documentation.</summary>
        public static Problem AnyForbidden => new(403, "forbidden", "Not allowed",
            "A permission is missing. The response names it, the rule that refused it, and who can grant it.");

        /// <summary>Explains which rule refuses the permission to the actor, and who can change that.</summary>
        /// <param name="permission">The missing permission.</param>
        /// <param name="actor">The member or API key.</param>
        /// <param name="catalog">The permissions of the roles.</param>
        public static Problem Forbidden(Permission permission, Actor actor, PermissionCatalog catalog) =>
            Problem.Forbidden(permission, actor.Role, actor.Kind == ActorKind.ApiKey ? actor.Scopes : null, catalog);

        /// <summary>Explains which rule refuses the permission, and who can change that.</summary>
        /// <param name="permission">The missing permission.</param>
        /// <param name="roleName">Stored name of the role of the member or of the key's creator.</param>
        /// <param name="scopes">Scopes of the API key; null for a member.</param>
        /// <param name="catalog">The permissions of the roles.</param>
        public static Problem Forbidden(
            Permission permission, string? roleName, IReadOnlyList<string>? scopes, PermissionCatalog catalog)
        {
            var role = catalog.Find(roleName);
            var hasRole = role?.Permissions.Contains(permission.Name) == true;
            var rules = new List<Rule>();
            if (role is not null)
                rules.Add(new(RuleKind.Role, role.ApiName, hasRole));
            if (scopes is not null && permission.Scope is { } scope)
                rules.Add(new(RuleKind.Scope, scope, scopes.Contains(scope)));
            var having = catalog.RolesWith(permission.Name);
            var granting = catalog.RolesThatGrant(permission.Name);
            return Problem.AnyForbidden with
            {
                Detail = scopes is not null
                    ? DetailForKey(permission, role, hasRole)
                    : $"Your role, {role?.Title}, does not have the permission {permission.Name}. "
                        + $"Roles with it: {Titles(having)}. Ask someone with the role {Titles(granting, "or")} to change yours.",
                Explanation = new(permission.Name, rules, ApiNames(having), ApiNames(granting)),
            };
        }
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
