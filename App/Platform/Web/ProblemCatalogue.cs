namespace App.Platform;

/// <summary>Every code that the API can answer with, one sample of each: what the error pages and the API document tell.</summary>
public sealed class ProblemCatalogue
{
    /// <summary>Refusals that belong to no feature.</summary>
    static readonly IReadOnlyList<Problem> Common =
    [
        Problem.Unauthenticated, Problem.Forbidden(Permission.AnyMember) with { Detail = "A permission is missing; the answer names it, and the API key scope that carries it. Ask an owner of the organization for it." },
        Problem.Missing("What the address names") with { Detail = "What the address or a member of the body names is not there, or belongs to another organization: the answer is the same." },
        Problem.Invalid.For("name", "A member is missing, too long or out of range; every fault is named under errors, with the member's name as param."),
        Problem.StepUpRequired, Problem.SecondFactorRequired, Problem.KeyReused, Problem.InFlight, Problem.Stale, Problem.Busy, Problem.Unavailable,
        Failures.Bug, Failures.TooLarge, Failures.WrongType, Failures.NotAllowed("DELETE"),
        Failures.UnknownMember("nmae"), Failures.InvalidJson("body", "The body is not the JSON object that this request takes."),
        Api.UnknownParameter("limitt", ["limit", "cursor"]), Api.DuplicateParameter("limit"),
        OriginCheck.Refused, PlainHttp.Refused, TokenProblems.Invalid, TokenProblems.RefreshRefused, Limit.Key.Exceeded(12),
    ];

    public ProblemCatalogue(IEnumerable<Problem> ofFeatures) =>
        All = [.. Common.Concat(ofFeatures).DistinctBy(problem => problem.Code).OrderBy(problem => problem.Code, StringComparer.Ordinal)];

    /// <summary>By code.</summary>
    public IReadOnlyList<Problem> All { get; }

    public Problem? Find(string? code) => All.FirstOrDefault(problem => problem.Code == code);
}
