namespace App.Platform;

/// <summary>
/// For whoever restarts us: alive means the process answers; ready means that the database does, too. Answered before anyone asks
/// who knocks, because that asks the database.
/// </summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => TypedResults.Text("ok")).AllowAnonymous().ExcludeFromDescription().ShortCircuit();
        routes.MapGet("/healthz/ready", async (AppDatabase database, CancellationToken ct) =>
        {
            try
            {
                await using var look = database.Source.CreateCommand("select 1");
                await look.ExecuteScalarAsync(ct);
                return Results.Text("ok");
            }
            catch (Exception failure) when (Outage.Is(failure))
            {
                return new ProblemResult(Problem.Unavailable);
            }
        }).AllowAnonymous().ExcludeFromDescription().ShortCircuit();
    }
}
