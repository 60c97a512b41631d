using App.SignIn;

namespace App.Accounts;

/// <summary>Maps the routes that list and end the account's sessions, for programs, and renew one, for browsers.</summary>
static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapResource("/me/sessions");
        sessions.MapGet("/", (ListSessions list, CancellationToken ct) => list.ExecuteAsync(new(), ct).ToOk());
        sessions.MapDelete("/{id}", (Id<Session> id, EndSession end, CancellationToken ct) =>
            end.ExecuteAsync(new(id), null, ct).ToNoContent());
        routes.MapMethods(StaffRealm.RefreshRoute, [HttpMethods.Get, HttpMethods.Post], (
            HttpContext context, SessionCookies<StaffRealm> cookies, CancellationToken ct) => cookies.RenewAsync(context, ct))
            .AllowAnonymous().WithMetadata(new RateLimitedAttribute(RealmLimits.Refresh.Name) { Reads = true });
    }
}
