using Microsoft.AspNetCore.Http.HttpResults;

namespace App.Platform;

/// <summary>From a result of the Gate to an HTTP answer, in one place.</summary>
public static class Answers
{
    extension<T>(Task<Result<T>> call)
    {
        /// <summary>200 with the value: reads, PATCH and actions.</summary>
        public async Task<IResult> ToOk() => Answer(await call, value => TypedResults.Ok(value));

        /// <summary>201 with the value and where it is from now on.</summary>
        public async Task<IResult> ToCreated(Func<T, string> location) => Answer(await call, value => TypedResults.Created(location(value), value));

        /// <summary>204: archived, revoked, gone.</summary>
        public async Task<IResult> ToNoContent() => Answer(await call, _ => TypedResults.NoContent());

        /// <summary>202: taken on, to be done by a job.</summary>
        public async Task<IResult> ToAccepted() => Answer(await call, value => TypedResults.Accepted((string?)null, value));
    }

    static IResult Answer<T>(Result<T> result, Func<T, IResult> onValue) =>
        result.Problem is { } problem ? new ProblemResult(problem)
        : result.Replayed ? new Replayed(onValue(result.Value))
        : onValue(result.Value);

    sealed class Replayed(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
