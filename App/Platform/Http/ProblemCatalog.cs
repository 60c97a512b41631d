namespace App.Platform.Http;

/// <summary>Lists a sample of every problem code, for the error pages and the API document.</summary>
public sealed class ProblemCatalog
{
    /// <summary>Contains the problems that belong to no feature.</summary>
    static readonly IReadOnlyList<Problem> Common =
    [
        Problem.Unauthenticated,
        Problem.AnyForbidden,
        Problem.Missing("The object") with
        {
            Detail = "An object named in the URL or the request body does not exist or belongs to another organization. "
                + "Both cases get the same response.",
        },
        Problem.Invalid.For(
            "name",
            "A field is missing, too long or out of range. Each fault is listed under errors, with the field's name as param."),
        Problem.StepUpRequired, Problem.SecondFactorRequired, Problem.KeyReused, Problem.InFlight, Problem.Stale, Problem.Busy,
        Problem.Unavailable,
        ExceptionMapping.Bug, ExceptionMapping.TooLarge, ExceptionMapping.WrongType, ExceptionMapping.NotAllowed("DELETE"),
        ExceptionMapping.UnknownMember("nmae"),
        ExceptionMapping.InvalidJson("body", "The body is not the JSON object that this request expects."),
        Api.UnknownParameter("limitt", ["limit", "cursor"]), Api.DuplicateParameter("limit"),
        OriginCheck.Refused, RequireHttps.Refused, TokenProblems.Invalid, TokenProblems.RefreshRefused,
        Limit.Key.Exceeded(12), EmailQuota.Exceeded(EmailQuota.OfNew, TimeSpan.FromHours(2)),
        OpenCircuits.TooMany("Your account", OpenCircuits.MostOfAccount), OpenCircuits.Full,
    ];

    public ProblemCatalog(IEnumerable<Problem> ofFeatures) =>
        All =
        [
            .. Common.Concat(ofFeatures).DistinctBy(problem => problem.Code)
                .OrderBy(problem => problem.Code, StringComparer.Ordinal),
        ];

    /// <summary>Gets one sample of each code, ordered by code.</summary>
    public IReadOnlyList<Problem> All { get; }

    public Problem? Find(string? code) => All.FirstOrDefault(problem => problem.Code == code);
}
