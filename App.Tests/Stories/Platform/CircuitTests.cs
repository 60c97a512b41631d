using System.Net.WebSockets;
using System.Security.Claims;
using App.Accounts;
using App.Catalog;
using App.Organizations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

public sealed class CircuitTests(TestHost host)
{
    CircuitWatch Watch => host.Web.Services.GetRequiredService<CircuitWatch>();

    [Fact]
    public async Task An_ended_session_reloads_its_open_page_and_closes_the_socket()
    {
        var ada = await host.JoinsAsync(AccountScenario.NewAddress());
        var ben = await host.JoinsAsync(AccountScenario.NewAddress("ben"));
        await using var page = await RawCircuit.ConnectAsync(host, await host.As(ada.Session).SessionTokenAsync());
        await using var other = await RawCircuit.ConnectAsync(host, await host.As(ben.Session).SessionTokenAsync());
        var id = await page.StartAsync($"/{ada.Slug}/products");
        await other.StartAsync($"/{ben.Slug}/products");
        await Watch.StepAsync(default);

        var ended = await host.As(ada.Session).Get<EndSession>().ExecuteAsync(new()); // not through the circuit
        Assert.True(ended.Succeeded, ended.Problem?.Detail);
        var received = page.ReadToEndAsync();
        await Watch.StepAsync(default);

        Assert.Contains("location.reload", await received);
        await Assert.ThrowsAsync<WebSocketException>(
            async () => await RawCircuit.ConnectAsync(host, await host.As(ada.Session).SessionTokenAsync()));
        await other.ReconnectAsync(id); // an attacker who has stolen the circuit's id
        Assert.DoesNotContain(ada.Session.SessionId.Value, host.Web.Services.GetRequiredService<OpenCircuits>().Sessions);
        Assert.Contains(ben.Session.SessionId.Value, host.Web.Services.GetRequiredService<OpenCircuits>().Sessions);
    }

    [Fact]
    public async Task A_socket_requires_a_session_and_the_same_origin()
    {
        var ada = await host.JoinsAsync(AccountScenario.NewAddress());

        await Assert.ThrowsAsync<WebSocketException>(() => RawCircuit.ConnectAsync(host, null));
        await Assert.ThrowsAsync<WebSocketException>(() => RawCircuit.ConnectAsync(host, "nonsense"));
        await Assert.ThrowsAsync<WebSocketException>(async () => await RawCircuit.ConnectAsync(
            host, await host.As(ada.Session).SessionTokenAsync(), "https://evil.example"));
    }

    [Fact]
    public async Task In_a_circuit_the_URL_selects_the_organization_and_the_session_authorizes()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await acme.StocksTeaAsync();
        using var scope = Scope();
        var navigation = Open(scope, $"/{acme.Slug}/products", ((Credential.Session)acme.Owner.Credential).Id);

        Assert.Single((await ListAsync(scope)).Value.Data);
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        Assert.Equal(("203.0.113.7", "a browser"), (caller.Address?.ToString(), caller.UserAgent));
        navigation.Visit($"/{globex.Slug}/products");
        Assert.Equal("not_found", (await ListAsync(scope)).Problem?.Code);
    }

    [Fact]
    public async Task A_circuit_taken_over_by_another_session_is_signed_out()
    {
        var acme = await host.OrganizationAsync();
        using var scope = Scope();
        Open(scope, $"/{acme.Slug}/products", ((Credential.Session)acme.Member.Credential).Id);
        Assert.True((await ListAsync(scope)).Succeeded);

        SignIn(scope, ((Credential.Session)acme.Member.Credential).Id); // a reconnect of the same session
        Assert.True((await ListAsync(scope)).Succeeded);
        SignIn(scope, ((Credential.Session)acme.Owner.Credential).Id);

        Assert.Equal("unauthenticated", (await ListAsync(scope)).Problem?.Code);
        Assert.False((await scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>()
            .GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    /// <summary>A scope of the app whose URL is set by the test instead of a browser.</summary>
    IServiceScope Scope() =>
        host.At(TimeProvider.System, services => services.AddScoped<NavigationManager, FakeNavigation>()).CreateScope();

    sealed class FakeNavigation : NavigationManager
    {
        public FakeNavigation() => Initialize("https://stockade.example/", "https://stockade.example/");

        public void Visit(string path) => Uri = ToAbsoluteUri(path).AbsoluteUri;
    }

    static Task<Result<Page<ProductView>>> ListAsync(IServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<ListProducts>().ExecuteAsync(new(new PageRequest()));

    static FakeNavigation Open(IServiceScope scope, string path, Guid session)
    {
        var navigation = (FakeNavigation)scope.ServiceProvider.GetRequiredService<NavigationManager>();
        navigation.Visit(path);
        SignIn(scope, session);
        return navigation;
    }

    static void SignIn(IServiceScope scope, Guid session)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([
            new(ClaimTypes.Authentication, Authentication.Of(new Credential.Session(session, null))),
            new(CircuitIdentity.AddressClaim, "203.0.113.7"), new(CircuitIdentity.UserAgentClaim, "a browser")], "test"));
        ((IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>())
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
    }
}
