namespace App.Platform.Results;

/// <summary>Reports a problem from code that cannot return one, such as parameter binding and middleware.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
