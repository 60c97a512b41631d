using System.Text.Json;

namespace App.Platform;

/// <summary>
/// The last-resort handler of the API: what binding and middleware throw becomes a problem; a bug becomes a 500 that tells nothing but
/// the request id, and a log line that tells all.
/// </summary>
public sealed partial class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (IsApi(context) && context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && Bare(context) is { } bare)
                await ProblemAnswer.WriteAsync(context, bare);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up.
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
            Unsay(context.Response);
            await ProblemAnswer.WriteAsync(context, problem);
        }
    }

    /// <summary>What spoke of an answer that is not given now; the headers that every answer has stay.</summary>
    static void Unsay(HttpResponse response)
    {
        (response.ContentLength, response.ContentType) = (null, null);
        foreach (var name in new[] { "ETag", "Location", "Idempotency-Replayed", "Content-Encoding", "Set-Cookie" })
            response.Headers.Remove(name);
    }

    public static Problem Bug { get; } = new(500, "internal_error", "Something broke on our side",
        "The request failed because of a fault of ours. It was recorded under its request id; nothing was changed.");

    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    /// <summary>What routing answers without a word.</summary>
    static Problem? Bare(HttpContext context) => context.Response.StatusCode switch
    {
        404 => Problem.Missing("This address"),
        405 => NotAllowed(context.Request.Method),
        413 => TooLarge,
        415 => WrongType,
        var status => new Problem(status, "invalid_request", "The request is not valid", "The request could not be served."),
    };

    static Problem? ProblemOf(Exception failure) => failure switch
    {
        ProblemException known => known.Problem,
        BadHttpRequestException { StatusCode: 413 } => TooLarge,
        BadHttpRequestException { StatusCode: 415 } => WrongType,
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException bad => new Problem(bad.StatusCode, "invalid_request", "The request is not valid", Plain(bad)),
        _ when Outage.Is(failure) => Problem.Unavailable,
        _ => null,
    };

    public static Problem TooLarge { get; } = new(413, "body_too_large", "The body is too large", "A request body may have 10,485,760 bytes at most. Send less, or send it in parts.");
    public static Problem WrongType { get; } = new(415, "unsupported_media_type", "The content type is not supported", "Send the body as application/json.");

    public static Problem NotAllowed(string method) => new(405, "method_not_allowed", "Method not allowed", $"{method} does not work here. The Allow header names what does.");

    public static Problem UnknownMember(string name) => Unsound("unknown_member", "unknown_member", name, $"'{name}' is not a member of this request. Remove it, or check how it is spelled.");
    public static Problem InvalidJson(string name, string detail) => Unsound("invalid_json", "invalid", name, detail);

    static Problem Unsound(string code, string fault, string name, string detail) =>
        new(400, code, "The request is not valid", detail) { Param = name, Errors = [new(name, fault, detail)] };

    static Problem Malformed(JsonException json)
    {
        var param = json.Path?.TrimStart('$').TrimStart('.');
        var name = string.IsNullOrEmpty(param) ? "body" : param;
        if (json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return UnknownMember(name);
        return InvalidJson(name, json.Message.Contains("Duplicate property", StringComparison.Ordinal) ? $"'{name}' is there more than once."
            : string.IsNullOrEmpty(param) ? "The body is not the JSON object that this request takes: a member is missing, or it is not well formed."
            : $"'{name}' does not have the form that this request takes.");
    }

    static string Plain(BadHttpRequestException bad)
    {
        // The framework's message names the parameter, and its CLR type behind it: only the name is for the caller.
        var name = bad.Message.Split('"') is { Length: > 2 } parts ? parts[1].Split(' ')[^1] : null;
        return name is null ? "The request could not be read." : $"'{SnakeCase.From(name)}' is missing or does not have the right form.";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed")]
    partial void LogBug(Exception failure, string requestId);
}
