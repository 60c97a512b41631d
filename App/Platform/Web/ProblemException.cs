namespace App.Platform;

/// <summary>Carries a problem out of places that cannot return one: parameter binding and middleware.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
