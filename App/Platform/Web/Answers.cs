using System.Text.Json;

namespace App.Platform;

/// <summary>From a result of the Gate to an HTTP answer, in one place.</summary>
public static class Answers
{
    extension<T>(Task<Result<T>> call)
    {
        /// <summary>200 with the value: reads, PATCH and actions.</summary>
        public async Task<IResult> ToOk() => Answer(await call, StatusCodes.Status200OK);

        /// <summary>201 with the value and where it is from now on.</summary>
        public async Task<IResult> ToCreated(Func<T, string> location) => Answer(await call, StatusCodes.Status201Created, location);

        /// <summary>204: archived, revoked, gone.</summary>
        public async Task<IResult> ToNoContent() => Answer(await call, StatusCodes.Status204NoContent);

        /// <summary>202: taken on, to be done by a job.</summary>
        public async Task<IResult> ToAccepted() => Answer(await call, StatusCodes.Status202Accepted);
    }

    static IResult Answer<T>(Result<T> result, int status, Func<T, string>? location = null) =>
        result.Problem is { } problem ? new ProblemResult(problem) : new Answered<T>(result, status, location);

    /// <summary>The value as JSON with its entity tag; 304 for a reader who has it already (If-None-Match, RFC 9110 section 13.1.2).</summary>
    sealed class Answered<T>(Result<T> result, int status, Func<T, string>? location) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            response.StatusCode = status;
            response.Headers.CacheControl = "no-store";
            if (result.Replayed)
                response.Headers["Idempotency-Replayed"] = "true";
            if (location is not null)
                response.Headers.Location = location(result.Value);
            if (status == StatusCodes.Status204NoContent)
                return;

            var json = JsonSerializer.SerializeToUtf8Bytes(result.Value, Json.Options);
            if (result.Value is not IShownOnce)
            {
                var version = Precondition.VersionOf(result.Value is IVersioned more ? JsonSerializer.SerializeToUtf8Bytes(more.Versioned(), Json.Options) : json);
                response.Headers.ETag = version;
                if (HttpMethods.IsGet(request.Method) && Precondition.Of(request.Headers.IfNoneMatch) is { } known && (known.Versions.Contains("*") || known.Versions.Contains(version)))
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = json.Length;
            await response.Body.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}
