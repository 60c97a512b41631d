using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace App.Platform;

/// <summary>Pages that stay open: who is behind them, and how they end with their session.</summary>
public static class Circuits
{
    const string Hub = "/_blazor";

    /// <summary>After the framework's own components, whose identity of circuits this replaces.</summary>
    public static void AddCircuits(this IServiceCollection services)
    {
        services.AddSingleton<OpenCircuits>();
        services.AddLoop<CircuitWatch>();
        services.AddScoped<CircuitState>();
        services.AddScoped<AuthenticationStateProvider, CircuitIdentity>();
        services.AddScoped<CircuitHandler, SessionCircuit>();
        services.AddLeanInterop();
    }

    /// <summary>
    /// A circuit's connection belongs to a session. It is on record while it lasts, so that it can be cut, and carries the peer's address
    /// and browser into the circuit as claims.
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
            await ProblemAnswer.WriteAsync(context, Problem.Unauthenticated);
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
