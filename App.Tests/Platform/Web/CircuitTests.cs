using System.Net.WebSockets;
using System.Security.Claims;
using App.Accounts;
using App.Catalog;
using App.Organizations;
using App.Platform;
using App.Tests.Accounts;
using App.Tests.Catalog;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

public sealed class CircuitTests(TestHouse house)
{
    CircuitWatch Watch => house.Web.Services.GetRequiredService<CircuitWatch>();

    [Fact]
    public async Task When_its_session_ends_an_open_page_is_told_to_reload_and_its_socket_is_cut()
    {
        var (ada, ben) = (await house.JoinsAsync(AccountStory.NewAddress()), await house.JoinsAsync(AccountStory.NewAddress("ben")));
        await using var page = await RawCircuit.ConnectAsync(house, await house.As(ada.Session).SessionTokenAsync());
        await using var other = await RawCircuit.ConnectAsync(house, await house.As(ben.Session).SessionTokenAsync());
        var id = await page.StartAsync($"/{ada.Slug}/products");
        await other.StartAsync($"/{ben.Slug}/products");
        await Watch.StepAsync(default);

        await house.As(ada.Session).Get<EndSession>().ExecuteAsync(new()); // on another instance
        var gone = page.UntilGoneAsync();
        await Watch.StepAsync(default);

        Assert.Contains("location.reload", await gone);
        await Assert.ThrowsAsync<WebSocketException>(async () => await RawCircuit.ConnectAsync(house, await house.As(ada.Session).SessionTokenAsync()));
        await other.ReconnectAsync(id); // what a thief of the circuit's id would do
        Assert.DoesNotContain(ada.Session.SessionId.Value, house.Web.Services.GetRequiredService<OpenCircuits>().Sessions);
        Assert.Contains(ben.Session.SessionId.Value, house.Web.Services.GetRequiredService<OpenCircuits>().Sessions);
    }

    [Fact]
    public async Task No_socket_opens_without_a_session_or_from_another_site()
    {
        var ada = await house.JoinsAsync(AccountStory.NewAddress());

        await Assert.ThrowsAsync<WebSocketException>(() => RawCircuit.ConnectAsync(house, null));
        await Assert.ThrowsAsync<WebSocketException>(() => RawCircuit.ConnectAsync(house, "nonsense"));
        await Assert.ThrowsAsync<WebSocketException>(async () => await RawCircuit.ConnectAsync(house, await house.As(ada.Session).SessionTokenAsync(), "https://evil.example"));
    }

    [Fact]
    public async Task In_a_circuit_the_page_chooses_the_organization_and_the_session_decides()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        await acme.StocksTeaAsync();
        using var scope = Scope();
        var navigation = Open(scope, $"/{acme.Slug}/products", ((Credential.Session)acme.Owner.Credential).Id);

        Assert.Single((await ListAsync(scope)).Value.Data);
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        Assert.Equal(("203.0.113.7", "a browser"), (caller.Address?.ToString(), caller.UserAgent));
        navigation.Go($"/{globex.Slug}/products");
        Assert.Equal("not_found", (await ListAsync(scope)).Problem?.Code);
    }

    [Fact]
    public async Task A_circuit_that_another_session_takes_up_is_over()
    {
        var acme = await house.OrganizationAsync();
        using var scope = Scope();
        Open(scope, $"/{acme.Slug}/products", ((Credential.Session)acme.Member.Credential).Id);
        Assert.True((await ListAsync(scope)).Succeeded);

        HandOver(scope, ((Credential.Session)acme.Member.Credential).Id); // its own reconnect
        Assert.True((await ListAsync(scope)).Succeeded);
        HandOver(scope, ((Credential.Session)acme.Owner.Credential).Id);

        Assert.Equal("unauthenticated", (await ListAsync(scope)).Problem?.Code);
        Assert.False((await scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    /// <summary>The house, with an address bar of the test's own in place of a browser's.</summary>
    IServiceScope Scope() => house.At(TimeProvider.System, services => services.AddScoped<NavigationManager, PlacedAt>()).CreateScope();

    sealed class PlacedAt : NavigationManager
    {
        public PlacedAt() => Initialize("https://stockade.example/", "https://stockade.example/");

        public void Go(string path) => Uri = ToAbsoluteUri(path).AbsoluteUri;
    }

    static Task<Result<Page<ProductView>>> ListAsync(IServiceScope scope) => scope.ServiceProvider.GetRequiredService<ListProducts>().ExecuteAsync(new(new PageRequest()));

    static PlacedAt Open(IServiceScope scope, string path, Guid session)
    {
        var navigation = (PlacedAt)scope.ServiceProvider.GetRequiredService<NavigationManager>();
        navigation.Go(path);
        HandOver(scope, session);
        return navigation;
    }

    static void HandOver(IServiceScope scope, Guid session)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([
            new(ClaimTypes.Authentication, Authentication.Of(new Credential.Session(session, null))), new(CircuitIdentity.AddressClaim, "203.0.113.7"), new(CircuitIdentity.UserAgentClaim, "a browser")], "test"));
        ((IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
    }
}
