using App.Platform;

namespace App.Accounts;

/// <summary>Where the account is signed in, for programs.</summary>
static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapResource("/me/sessions").WithTags("me");
        sessions.MapGet("/", (ListSessions list, CancellationToken ct) => list.ExecuteAsync(new(), ct).ToOk());
        sessions.MapDelete("/{id}", (Id<Session> id, EndSession end, CancellationToken ct) => end.ExecuteAsync(new(id), null, ct).ToNoContent());
    }
}
