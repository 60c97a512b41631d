using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace App.Platform;

/// <summary>
/// Who is at the other end of a page. The framework hands over the connection's principal when a circuit starts and at each reconnect,
/// and the request's when a page is rendered without one. In a circuit this sets the scope's <see cref="Caller"/>; the HTTP context is
/// not asked there, because it is stale or gone.
/// </summary>
sealed class CircuitIdentity(Caller caller, CircuitState circuit, NavigationManager navigation) : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider
{
    public const string AddressClaim = "connection:address", UserAgentClaim = "connection:user-agent";

    static readonly Task<AuthenticationState> Nobody = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));
    Task<AuthenticationState> current = Nobody;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => circuit.IsOver ? Nobody : current;

    public void SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        current = authenticationStateTask;
        _ = AdoptAsync(authenticationStateTask); // handed over complete, so this runs to its end here and now
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }

    async Task AdoptAsync(Task<AuthenticationState> handedOver)
    {
        var user = (await handedOver).User;
        var session = (Authentication.CredentialOf(user, null) as Credential.Session)?.Id;
        if (circuit.SessionId is { } opener)
        {
            if (session != opener)
                circuit.End(); // a reconnect by another session takes nothing over
        }
        else if (!caller.IsKnown)
        {
            circuit.SessionId = session;
            caller.Is(() => circuit.IsOver ? new Credential.None() : Authentication.CredentialOf(user, FirstSegment()),
                IPAddress.TryParse(user.FindFirstValue(AddressClaim), out var address) ? address : null, user.FindFirstValue(UserAgentClaim));
        }
    }

    /// <summary>Read at each call: within one circuit people walk from page to page, and from one organization to another.</summary>
    string? FirstSegment() => new Uri(navigation.Uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
}
