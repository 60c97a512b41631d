using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Platform;

/// <summary>A problem as the API answers it: RFC 9457 members plus ours.</summary>
/// <param name="Type">Address of the kind of problem; its documentation.</param>
/// <param name="Title">The kind.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">This occurrence.</param>
/// <param name="Code">Stable code to decide by.</param>
/// <param name="Param">The member at fault, or null.</param>
/// <param name="Errors">One line for each fault.</param>
/// <param name="RequestId">Also in the Request-Id header and in the audit log.</param>
/// <param name="DocUrl">Where the code is explained.</param>
public sealed record ProblemAnswer(
    string Type, string Title, int Status, string Detail, string Code, string? Param, IReadOnlyList<Problem.Fault> Errors, string RequestId, string DocUrl)
{
    public const string ContentType = "application/problem+json";

    public static ProblemAnswer Of(Problem problem, string requestId) =>
        new($"/docs/errors/{problem.Code}", problem.Title, problem.Status, problem.Detail, problem.Code, problem.Param, problem.Errors, requestId,
            $"/docs/errors/{problem.Code}");

    /// <summary>The one place that writes a refusal to the wire.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (problem.Status == 401)
            response.Headers.WWWAuthenticate = "Bearer realm=\"stockade\"";
        return JsonSerializer.SerializeAsync(response.Body, Of(problem, Platform.RequestId.Of(context)), Json.Options, context.RequestAborted);
    }
}

/// <summary>A refusal as a minimal-API result.</summary>
sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ProblemAnswer.WriteAsync(httpContext, problem);
}
