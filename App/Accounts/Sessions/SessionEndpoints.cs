namespace App.Accounts;

/// <summary>Maps the routes for programs that list and end the account's sessions.</summary>
static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapResource("/me/sessions").WithTags("me");
        sessions.MapGet("/", (ListSessions list, CancellationToken ct) => list.ExecuteAsync(new(), ct).ToOk());
        sessions.MapDelete("/{id}", (Id<Session> id, EndSession end, CancellationToken ct) =>
            end.ExecuteAsync(new(id), null, ct).ToNoContent());
    }
}
