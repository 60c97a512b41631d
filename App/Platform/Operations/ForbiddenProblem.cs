namespace App.Platform.Operations;

/// <summary>Adds the problem of a missing permission, which names it.</summary>
public static class ForbiddenProblem
{
    extension(Problem)
    {
        /// <summary>Names the missing permission, so the caller knows what to ask an owner for.</summary>
        public static Problem Forbidden(Permission permission) => new(403, "forbidden", "Not allowed",
            permission.Scope is { } scope
                ? $"This requires the permission {permission.Name} (API key scope {scope}). "
                    + "Ask an owner of the organization to grant it."
                : $"This requires the permission {permission.Name}, which API keys can't have. "
                    + "Ask an owner of the organization to grant it.");
    }
}
