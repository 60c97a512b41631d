using System.Text.Json;

namespace App.Platform.Http;

/// <summary>Converts results of the Gate to HTTP responses.</summary>
public static class HttpResults
{
    extension<T>(Task<Result<T>> call)
    {
        /// <summary>Returns 200 with the value, for reads, PATCH and actions.</summary>
        public async Task<IResult> ToOk() => Answer(await call, StatusCodes.Status200OK);

        /// <summary>Returns 201 with the value and its URL in the Location header.</summary>
        public async Task<IResult> ToCreated(Func<T, string> location) =>
            Answer(await call, StatusCodes.Status201Created, location);

        /// <summary>Returns 204, after archiving, revoking or deleting.</summary>
        public async Task<IResult> ToNoContent() => Answer(await call, StatusCodes.Status204NoContent);

        /// <summary>Returns 202 if a job will do the work.</summary>
        public async Task<IResult> ToAccepted() => Answer(await call, StatusCodes.Status202Accepted);
    }

    static IResult Answer<T>(Result<T> result, int status, Func<T, string>? location = null) =>
        result.Problem is { } problem ? new ProblemResult(problem) : new ResultResponse<T>(result, status, location);

    /// <summary>
    /// Writes the value as JSON with its entity tag. A read whose If-Match names other versions gets 412, and one whose
    /// If-None-Match names this version gets 304, in this order (RFC 9110, section 13.2.2).
    /// </summary>
    sealed class ResultResponse<T>(Result<T> result, int status, Func<T, string>? location) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.Headers.CacheControl = "no-store";
            if (result.Replayed)
                response.Headers["Idempotency-Replayed"] = "true";
            if (location is not null)
                response.Headers.Location = location(result.Value);
            if (status == StatusCodes.Status204NoContent)
                return;

            var json = JsonSerializer.SerializeToUtf8Bytes(result.Value, Json.Options);
            if (result.Value is IVersioned or not IShownOnce)
            {
                var version = EntityTags.Of(
                    result.Value is IVersioned more ? JsonSerializer.SerializeToUtf8Bytes(more.Versioned(), Json.Options) : json);
                response.Headers.ETag = version;
                var precondition = httpContext.RequestServices.GetRequiredService<Caller>().Precondition;
                if (HttpMethods.IsGet(httpContext.Request.Method) && precondition is not null)
                {
                    if (!precondition.IsMatch(version))
                    {
                        await new ProblemResult(Problem.Stale).ExecuteAsync(httpContext);
                        return;
                    }
                    if (precondition.IsKnown(version))
                    {
                        response.StatusCode = StatusCodes.Status304NotModified;
                        return;
                    }
                }
            }
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = json.Length;
            await response.Body.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}
