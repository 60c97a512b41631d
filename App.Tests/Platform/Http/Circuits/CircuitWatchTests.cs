using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

public sealed class CircuitWatchTests(TestHost host)
{
    [Fact]
    public async Task Only_the_sockets_of_an_ended_session_are_closed()
    {
        var acme = await host.OrganizationAsync();
        var circuits = host.Services.GetRequiredService<OpenCircuits>();
        var watch = host.Services.GetRequiredService<CircuitWatch>();
        var owner = SessionOf(acme.Owner);
        var member = SessionOf(acme.Member);
        var closed = new List<string>();
        using var ownersFirst = circuits.Keep(new(owner, "owner", "10.0.0.1"), () => closed.Add("owner's first"));
        using var ownersSecond = circuits.Keep(new(owner, "owner", "10.0.0.1"), () => closed.Add("owner's second"));
        using var members = circuits.Keep(new(member, "member", "10.0.0.1"), () => closed.Add("member's"));
        await watch.StepAsync(default);
        Assert.Empty(closed);

        await host.ScalarAsync<Guid>("update platform.sessions set ended_at = now() where id = $1 returning id", owner);
        await watch.StepAsync(default);

        Assert.Equal(["owner's first", "owner's second"], closed.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(owner, circuits.Sessions);
        Assert.Contains(member, circuits.Sessions);
    }

    [Fact]
    public async Task The_Gate_refuses_an_ended_session_even_while_its_socket_is_open()
    {
        var acme = await host.OrganizationAsync();
        Assert.True((await acme.Owner.Get<App.Catalog.ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);

        await host.ScalarAsync<Guid>(
            "update platform.sessions set ended_at = now() where id = $1 returning id", SessionOf(acme.Owner));

        Assert.Equal("unauthenticated",
            (await acme.Owner.Get<App.Catalog.ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
    }

    static Guid SessionOf(TestActor actor) => ((Credential.Session)actor.Credential).Id;
}
