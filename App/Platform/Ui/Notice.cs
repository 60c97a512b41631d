namespace App.Platform.Ui;

public enum NoticeKind
{
    /// <summary>The request was understood and rejected. The user can fix something and try again.</summary>
    Problem,

    /// <summary>The user lacks the permission.</summary>
    Refused,

    /// <summary>The server failed. Trying again may help.</summary>
    Failed,

    Warning,
    Info,
    Success,
}

/// <summary>
/// Describes the error of one field. <paramref name="Param"/> is the name of the request member, in any case style.
/// </summary>
public sealed record FieldFault(string Param, string Detail);

/// <summary>
/// Represents a message on the page: what happened, why, what to do about it, and the code and request ID that support asks for.
/// </summary>
public sealed record Notice(NoticeKind Kind, string Title, string? Detail = null, string? Code = null, string? RequestId = null)
{
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>Converts a problem that the Gate returned, so pages can pass it to any parameter of type Notice.</summary>
    public static implicit operator Notice?(Problem? problem) => problem switch
    {
        null => null,
        // the API's text points to the "errors" member; on a page the errors are shown beside the fields
        Problem.Invalid { Faults.Count: > 1 } invalid => Of(invalid) with
        {
            Title = "Some fields are not valid",
            Detail = $"{invalid.Faults.Count} fields have errors. See the message below each field.",
        },
        _ when problem == Problem.StepUpRequired => Of(problem) with
        {
            Detail = "This is a sensitive action, and you haven't confirmed your identity recently.",
        },
        _ when problem == Problem.Stale => Of(problem) with
        {
            Title = "Someone else has changed this meanwhile",
            Detail = "The form now contains their changes to other fields. For the fields that both of you changed, "
                + "save again to keep your values, or use theirs.",
        },
        _ => Of(problem),
    };

    static Notice Of(Problem problem)
    {
        var kind = problem.Status switch
        {
            401 or 403 => NoticeKind.Refused,
            >= 500 => NoticeKind.Failed,
            _ => NoticeKind.Problem,
        };
        return new(kind, problem.Title, problem.Detail, problem.Code) { Faults = FaultsOf(problem) };
    }

    static IReadOnlyList<FieldFault> FaultsOf(Problem problem)
    {
        if (problem.Errors.Count > 0)
            return [.. problem.Errors.Select(fault => new FieldFault(fault.Param, fault.Detail))];
        if (problem.Param is { } param)
            return [new FieldFault(param, problem.Detail)];
        return [];
    }

    /// <summary>Returns the error of the field, or null if it has none.</summary>
    public string? FaultOf(string? param) =>
        param is null ? null : Faults.FirstOrDefault(fault => Same(fault.Param, param))?.Detail;

    /// <summary>
    /// Compares member names in any case style: unit_price, UnitPrice and unitPrice are the same member. Indexes count, so an
    /// error of "lines[0].sku" belongs only to that line.
    /// </summary>
    static bool Same(string one, string other) =>
        string.Equals(one.Replace("_", ""), other.Replace("_", ""), StringComparison.OrdinalIgnoreCase);
}
