namespace App.Platform.Operations;

/// <summary>Adds the problem of a missing permission. <see cref="Refusals"/> explains a single one.</summary>
public static class ForbiddenProblem
{
    extension(Problem)
    {
        /// <summary>Describes the problem in general, for the documentation.</summary>
        public static Problem AnyForbidden => new(403, "forbidden", "Not allowed",
            "A permission is missing. The response names it, the rule that refused it, and who can grant it.");
    }
}
