namespace App.Platform.Operations;

/// <summary>Adds the problem of a missing permission.</summary>
public static class ForbiddenProblem
{
    extension(Problem)
    {
        /// <summary>Describes the problem in general, for the documentation.</summary>
        public static Problem AnyForbidden => new(403, "forbidden", "Not allowed",
            "A permission is missing. The response names it and the API key scope that includes it. "
            + "Ask an owner of the organization to grant it.");

        /// <summary>Names the missing permission, so the caller knows what to ask an owner for.</summary>
        public static Problem Forbidden(Permission permission) => Problem.AnyForbidden with
        {
            Detail = permission.Scope is { } scope
                ? $"This requires the permission {permission.Name} (API key scope {scope}). "
                    + "Ask an owner of the organization to grant it."
                : $"This requires the permission {permission.Name}, which API keys can't have. "
                    + "Ask an owner of the organization to grant it.",
        };
    }
}
