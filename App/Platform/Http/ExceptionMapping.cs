using System.Text.Json;

namespace App.Platform.Http;

/// <summary>
/// Handles the exceptions of the API. Exceptions from parameter binding and middleware become problems. A bug becomes a 500 that
/// shows only the request id, and a log entry with the details.
/// </summary>
public sealed partial class ExceptionMapping(RequestDelegate next, ILogger<ExceptionMapping> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (IsApi(context)
                && context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null }
                && Bare(context) is { } bare)
                await ProblemResponse.WriteAsync(context, bare);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // the client closed the connection
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            var problem = ProblemOf(failure);
            if (problem is null)
            {
                LogBug(failure, RequestId.Of(context));
                problem = Bug;
            }
            if (!IsApi(context) && problem.Status >= 500)
                throw; // pages have their own error page
            ClearHeaders(context.Response);
            await ProblemResponse.WriteAsync(context, problem);
        }
    }

    /// <summary>Removes the headers of the abandoned response. Headers that every response has stay.</summary>
    static void ClearHeaders(HttpResponse response)
    {
        response.ContentLength = null;
        response.ContentType = null;
        foreach (var name in new[] { "ETag", "Location", "Idempotency-Replayed", "Content-Encoding", "Set-Cookie" })
            response.Headers.Remove(name);
    }

    public static Problem Bug { get; } = new(500, "internal_error", "Internal error",
        "The request failed because of a bug on our side. The error was logged under the request ID. "
        + "Try again. If it keeps failing, contact support with this ID.");

    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    /// <summary>Returns the problem for an error status that routing set without a body.</summary>
    static Problem? Bare(HttpContext context) => context.Response.StatusCode switch
    {
        404 => Problem.Missing("This URL"),
        405 => NotAllowed(context.Request.Method),
        413 => TooLarge,
        415 => WrongType,
        var status => new Problem(status, "invalid_request", "The request is not valid", "The request could not be processed."),
    };

    static Problem? ProblemOf(Exception failure) => failure switch
    {
        ProblemException known => known.Problem,
        BadHttpRequestException { StatusCode: 413 } => TooLarge,
        BadHttpRequestException { StatusCode: 415 } => WrongType,
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException bad => new Problem(bad.StatusCode, "invalid_request", "The request is not valid", Plain(bad)),
        _ when TransientFailure.Is(failure) => Problem.Unavailable,
        _ => null,
    };

    public static Problem TooLarge { get; } = new(413, "body_too_large", "The body is too large",
        "A request body can have at most 10,485,760 bytes. Send less, or split it into several requests.");

    public static Problem WrongType { get; } = new(415, "unsupported_media_type", "The content type is not supported",
        "Send the body as application/json.");

    public static Problem NotAllowed(string method) => new(405, "method_not_allowed", "Method not allowed",
        $"{method} is not supported here. The Allow header lists the supported methods.");

    public static Problem UnknownMember(string name) => Unsound("unknown_member", "unknown_member", name,
        $"'{name}' is not a field of this request. Remove it, or check its spelling.");

    public static Problem InvalidJson(string name, string detail) => Unsound("invalid_json", "invalid", name, detail);

    static Problem Unsound(string code, string fault, string name, string detail) =>
        new(400, code, "The request is not valid", detail) { Param = name, Errors = [new(name, fault, detail)] };

    static Problem Malformed(JsonException json)
    {
        var param = json.Path?.TrimStart('$').TrimStart('.');
        var name = string.IsNullOrEmpty(param) ? "body" : param;
        if (json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return UnknownMember(name);
        if (json.Message.Contains("null values", StringComparison.Ordinal))
            return InvalidJson(name, $"'{name}' must not be null. Omit it, or send a value.");
        if (json.Message.Contains("Duplicate property", StringComparison.Ordinal))
            return InvalidJson(name, $"The field '{name}' was sent more than once.");
        if (string.IsNullOrEmpty(param))
            return InvalidJson(
                name, "The body is not the JSON object that this request expects: it is malformed, or a field is missing.");
        return InvalidJson(name, $"'{name}' does not have the format that this request expects.");
    }

    static string Plain(BadHttpRequestException bad)
    {
        // the framework's message quotes the CLR type and the name of the parameter; the client sees only the name
        var name = bad.Message.Split('"') is { Length: > 2 } parts ? parts[1].Split(' ')[^1] : null;
        return name is null
            ? "The request could not be read."
            : $"'{SnakeCase.From(name)}' is missing or does not have the right format.";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed")]
    partial void LogBug(Exception failure, string requestId);
}
