namespace App.Docs.Errors;

/// <summary>Explains an error code on its page.</summary>
/// <param name="Code">The code.</param>
/// <param name="Cause">Why the API returns it.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Related">The codes of errors that are easily confused with it or come with it.</param>
public sealed record ErrorAdvice(string Code, string Cause, string Fix, params string[] Related);

/// <summary>Groups errors in their list.</summary>
public sealed record ErrorArea(string Title, IReadOnlyList<ErrorAdvice> Errors);

/// <summary>Represents an error code with its advice.</summary>
public sealed record ErrorEntry(Problem Problem, ErrorAdvice Advice)
{
    public string Code => Problem.Code;
}
