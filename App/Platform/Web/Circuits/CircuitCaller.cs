using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace App.Platform;

/// <summary>
/// Tells the scope of a circuit who calls: the session of the socket it came by, in the organization that the address of the page names
/// at the time of each call. What that is worth, the Gate finds out each time.
/// </summary>
sealed class CircuitCaller(Caller caller, AuthenticationStateProvider authentication, NavigationManager navigation) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        caller.Is(
            () => Authentication.CredentialOf(user, new Uri(navigation.Uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? ""),
            IPAddress.TryParse(user.FindFirstValue(CircuitSockets.AddressClaim), out var address) ? address : null,
            user.FindFirstValue(CircuitSockets.AgentClaim), $"circuit_{circuit.Id[..8]}");
    }
}
