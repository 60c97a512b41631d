namespace App.Docs.Errors;

/// <summary>
/// Joins the error codes of all features with the advice of this folder. A test names codes without advice and advice without a
/// code.
/// </summary>
public sealed class ErrorGuide
{
    public static readonly IReadOnlyList<ErrorArea> Areas =
    [
        RequestErrors.Area, CredentialErrors.Area, SignInErrors.Area, OrganizationErrors.Area, CatalogErrors.Area,
        OrderErrors.Area, StorefrontErrors.Area, WebhookErrors.Area, ListErrors.Area, CommentErrors.Area,
        ServerErrors.Area,
    ];

    readonly Dictionary<string, ErrorEntry> byCode;

    public ErrorGuide(ProblemCatalog catalog)
    {
        var advice = Areas.SelectMany(area => area.Errors).ToDictionary(error => error.Code);
        byCode = catalog.All
            .Select(problem => new ErrorEntry(problem, advice.GetValueOrDefault(problem.Code) ?? Missing(problem)))
            .ToDictionary(entry => entry.Code);
    }

    /// <summary>Gets all codes in alphabetical order.</summary>
    public IEnumerable<ErrorEntry> All => byCode.Values;

    public ErrorEntry? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Returns the entries of an area, in the order of the list.</summary>
    public IEnumerable<ErrorEntry> Of(ErrorArea area) =>
        area.Errors.Select(error => byCode.GetValueOrDefault(error.Code)).OfType<ErrorEntry>();

    /// <summary>Returns what the page of a new code says until somebody has written its advice.</summary>
    static ErrorAdvice Missing(Problem problem) => new(problem.Code, problem.Detail, "Read the detail of the response.");
}
