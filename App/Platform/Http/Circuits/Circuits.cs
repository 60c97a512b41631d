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
        if (!context.Request.Path.StartsWithSegments(Hub))
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
        using (context.RequestServices.GetRequiredService<OpenCircuits>().Keep(session.Id, context.Abort))
            await next(context);
    });
}
