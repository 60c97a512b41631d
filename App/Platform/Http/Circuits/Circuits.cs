using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace App.Platform.Http;

/// <summary>
/// Registers the services that bind circuits (pages with an open connection) to a session and close them when it ends.
/// </summary>
public static class Circuits
{
    const string Hub = "/_blazor";

    /// <summary>Returns true for the connections of open pages.</summary>
    internal static bool IsHub(HttpContext context) => context.Request.Path.StartsWithSegments(Hub);

    /// <summary>Returns true for the request with which a page begins to connect. Scripts can read its response.</summary>
    internal static bool IsNegotiation(HttpContext context) => context.Request.Path.StartsWithSegments($"{Hub}/negotiate");

    /// <summary>Must be called after AddInteractiveServerComponents, because it replaces some of its services.</summary>
    public static void AddCircuits(this IServiceCollection services)
    {
        services.AddSingleton<OpenCircuits>();
        services.AddBackgroundLoop<CircuitWatch>();
        services.AddScoped<CircuitState>();
        services.AddScoped<AuthenticationStateProvider, CircuitIdentity>();
        services.AddScoped<CircuitHandler, SessionCircuit>();
        services.AddLeanInterop();
    }

    /// <summary>
    /// Requires a session for circuit connections. The connection is registered while it is open, so it can be aborted, and
    /// passes the client's IP address and user agent to the circuit as claims.
    /// </summary>
    public static IApplicationBuilder UseCircuitConnections(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsHub(context))
        {
            await next(context);
            return;
        }
        if (Authentication.CredentialOf(context.User, null) is not Credential.Session session)
        {
            await ProblemResponse.WriteAsync(context, Problem.Unauthenticated);
            return;
        }
        context.User.AddIdentity(new ClaimsIdentity(
        [
            new Claim(CircuitIdentity.AddressClaim, context.Connection.RemoteIpAddress?.ToString() ?? ""),
            new Claim(CircuitIdentity.UserAgentClaim, context.Request.Headers.UserAgent.ToString()),
        ]));
        var account = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? session.Id.ToString();
        var owner = new ConnectionOwner(session.Id, account, Limiter.Of(context.Connection.RemoteIpAddress));
        var open = context.RequestServices.GetRequiredService<OpenCircuits>();
        var isConnection = context.Request.Path == Hub;
        if ((isConnection || IsNegotiation(context)) && open.RefusalFor(owner) is { } refusal)
        {
            await ProblemResponse.WriteAsync(context, refusal);
            return;
        }
        if (!isConnection)
        {
            await next(context);
            return;
        }
        using (open.Keep(owner, context.Abort))
            await next(context);
    });
}
