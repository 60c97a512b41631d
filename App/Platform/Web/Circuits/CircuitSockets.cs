using System.Security.Claims;

namespace App.Platform;

/// <summary>
/// Stands before the circuits' hub: tells the principal from where it came, because inside a circuit there is no request to ask, and
/// keeps each socket where <see cref="CircuitWatch"/> can cut it.
/// </summary>
public sealed class CircuitSockets(RequestDelegate next, OpenCircuits open)
{
    public const string AddressClaim = "address", AgentClaim = "user_agent";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor"))
        {
            await next(context);
            return;
        }
        context.User.AddIdentity(new ClaimsIdentity(
        [
            new(AddressClaim, context.Connection.RemoteIpAddress?.ToString() ?? ""),
            new(AgentClaim, context.Request.Headers.UserAgent.ToString()),
        ]));
        if (Authentication.CredentialOf(context.User, null) is Credential.Session session)
            using (open.Keep(session.Id, context.Abort))
                await next(context);
        else
            await next(context);
    }
}
