using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace App.Platform.Http;

/// <summary>
/// Provides the person who uses a page. The framework passes the connection's principal when a circuit starts and at each
/// reconnect, and the request's principal when a page is rendered without a circuit. In a circuit, this also sets the
/// <see cref="Caller"/> of the scope; the HTTP context is not used there, because it is stale or gone.
/// </summary>
sealed class CircuitIdentity(Caller caller, CircuitState circuit, NavigationManager navigation)
    : AuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider
{
    public const string AddressClaim = "connection:address", UserAgentClaim = "connection:user-agent";

    static readonly Task<AuthenticationState> Anonymous =
        Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));
    Task<AuthenticationState> current = Anonymous;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => circuit.IsOver ? Anonymous : current;

    public void SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        current = authenticationStateTask;
        _ = AdoptAsync(authenticationStateTask); // runs synchronously, because the task is already completed
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }

    async Task AdoptAsync(Task<AuthenticationState> authenticationState)
    {
        var user = (await authenticationState).User;
        var session = (Authentication.CredentialOf(user, null) as Credential.Session)?.Id;
        if (circuit.SessionId is { } opener)
        {
            if (session != opener)
                circuit.End(); // another session must not take over the circuit by reconnecting
        }
        else if (!caller.IsKnown)
        {
            circuit.SessionId = session;
            caller.Is(
                () => circuit.IsOver ? new Credential.None() : Authentication.CredentialOf(user, FirstSegment()),
                IPAddress.TryParse(user.FindFirstValue(AddressClaim), out var address) ? address : null,
                user.FindFirstValue(UserAgentClaim));
        }
    }

    /// <summary>
    /// Returns the first segment of the page's path. It is read at each call, because people navigate within a circuit, also to
    /// another organization.
    /// </summary>
    string? FirstSegment() =>
        new Uri(navigation.Uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
}
