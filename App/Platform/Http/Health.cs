namespace App.Platform.Http;

/// <summary>
/// Maps the health checks: <c>/healthz/live</c> succeeds if the process responds, <c>/healthz/ready</c> if the database does,
/// too. Both run before authentication, because that queries the database.
/// </summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => TypedResults.Text("ok")).AllowAnonymous().ExcludeFromDescription().ShortCircuit();
        routes.MapGet("/healthz/ready", async Task<IResult> (AppDatabase database, CancellationToken ct) =>
        {
            try
            {
                await using var probe = database.Source.CreateCommand("select 1");
                await probe.ExecuteScalarAsync(ct);
                return TypedResults.Text("ok");
            }
            catch (Exception failure) when (TransientFailure.Is(failure))
            {
                return new ProblemResult(Problem.Unavailable);
            }
        }).AllowAnonymous().ExcludeFromDescription().ShortCircuit();
    }
}
