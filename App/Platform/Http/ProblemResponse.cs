using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Platform.Http;

/// <summary>Represents an error response of the API: the members of RFC 9457 and some of our own.</summary>
/// <param name="Type">The URL that identifies the type of error and documents it.</param>
/// <param name="Title">The type of error in words. It is the same for every occurrence.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Detail">The explanation of this occurrence.</param>
/// <param name="Code">The stable error code for programs.</param>
/// <param name="Param">The member or parameter that caused the error; null if no single one did.</param>
/// <param name="Errors">One entry for each invalid member or parameter.</param>
/// <param name="Explanation">Why the caller may not do this; null unless a permission is missing.</param>
/// <param name="RequestId">The id of the request, as in the Request-Id header and the audit log.</param>
/// <param name="DocUrl">The URL of the documentation of the error code.</param>
public sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string? Param,
    IReadOnlyList<Problem.Fault> Errors,
    Explanation? Explanation,
    string RequestId,
    string DocUrl)
{
    public const string ContentType = "application/problem+json";

    public static ProblemResponse Of(Problem problem, string requestId) =>
        new(
            $"/docs/errors/{problem.Code}", problem.Title, problem.Status, problem.Detail, problem.Code, problem.Param,
            problem.Errors, problem.Explanation, requestId, $"/docs/errors/{problem.Code}");

    /// <summary>Writes a problem as the response. All error responses of the API go through here.</summary>
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
        return JsonSerializer.SerializeAsync(
            response.Body, Of(problem, Http.RequestId.Of(context)), Json.Options, context.RequestAborted);
    }
}

/// <summary>Writes a problem as the result of a minimal API endpoint.</summary>
sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ProblemResponse.WriteAsync(httpContext, problem);
}
