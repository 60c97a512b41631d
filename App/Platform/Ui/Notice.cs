namespace App.Platform.Ui;

public enum NoticeKind
{
    /// <summary>The request was understood and declined: fix something and try again.</summary>
    Problem,

    /// <summary>Not allowed.</summary>
    Refused,

    /// <summary>Our fault; trying again may help.</summary>
    Failed,

    Warning,
    Info,
    Success,
}

/// <summary>What went wrong with one field; <paramref name="Param"/> is the request's member name, in any case style.</summary>
public sealed record FieldFault(string Param, string Detail);

/// <summary>A message that stands on the page: what happened, why, what to do, and the code and id support will ask for.</summary>
public sealed record Notice(NoticeKind Kind, string Title, string? Detail = null, string? Code = null, string? RequestId = null)
{
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>A refusal of the Gate as it stands on a page; pages hand their Problem to any Notice parameter.</summary>
    public static implicit operator Notice?(Problem? problem) => problem switch
    {
        null => null,
        // A program is told to look under "errors"; a person sees them beside the fields.
        Problem.Invalid { Faults.Count: > 1 } invalid => Of(invalid) with { Title = "Not quite right yet", Detail = $"{invalid.Faults.Count} fields need another look; each says why." },
        _ when problem == Problem.StepUpRequired => Of(problem) with { Detail = "This is sensitive, and it is a while since you last proved who you are." },
        _ => Of(problem),
    };

    static Notice Of(Problem problem) => new(
        problem.Status switch { 401 or 403 => NoticeKind.Refused, >= 500 => NoticeKind.Failed, _ => NoticeKind.Problem }, problem.Title, problem.Detail, problem.Code)
    {
        Faults = problem.Errors.Count > 0 ? [.. problem.Errors.Select(fault => new FieldFault(fault.Param, fault.Detail))]
            : problem.Param is { } param ? [new FieldFault(param, problem.Detail)] : [],
    };

    public string? FaultOf(string? param) =>
        param is null ? null : Faults.FirstOrDefault(fault => Same(fault.Param, param))?.Detail;

    /// <summary>unit_price, UnitPrice and unitPrice name one member; a fault of "lines[0].sku" belongs to that line alone.</summary>
    static bool Same(string one, string other) =>
        string.Equals(one.Replace("_", ""), other.Replace("_", ""), StringComparison.OrdinalIgnoreCase);
}
