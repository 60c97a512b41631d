using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

public sealed class CircuitWatchTests(TestHouse house)
{
    [Fact]
    public async Task Only_the_sockets_of_a_session_that_has_ended_are_cut()
    {
        var acme = await house.OrganizationAsync();
        var (open, watch) = (house.Services.GetRequiredService<OpenCircuits>(), house.Services.GetRequiredService<CircuitWatch>());
        var (owner, member) = (SessionOf(acme.Owner), SessionOf(acme.Member));
        var cut = new List<string>();
        using var ownersFirst = open.Keep(owner, () => cut.Add("owner's first"));
        using var ownersSecond = open.Keep(owner, () => cut.Add("owner's second"));
        using var members = open.Keep(member, () => cut.Add("member's"));
        await watch.StepAsync(default);
        Assert.Empty(cut);

        await house.ScalarAsync<Guid>("update platform.sessions set ended_at = now() where id = $1 returning id", owner);
        await watch.StepAsync(default);

        Assert.Equal(["owner's first", "owner's second"], cut.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(owner, open.Sessions);
        Assert.Contains(member, open.Sessions);
    }

    [Fact]
    public async Task A_call_of_a_session_that_has_ended_is_refused_at_the_gate_even_while_its_socket_is_open()
    {
        var acme = await house.OrganizationAsync();
        Assert.True((await acme.Owner.Get<App.Catalog.ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);

        await house.ScalarAsync<Guid>("update platform.sessions set ended_at = now() where id = $1 returning id", SessionOf(acme.Owner));

        Assert.Equal("unauthenticated", (await acme.Owner.Get<App.Catalog.ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
    }

    static Guid SessionOf(TestActor actor) => ((Credential.Session)actor.Credential).Id;
}
