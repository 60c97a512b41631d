using App.Organizations;

namespace App.Tests.Organizations;

/// <summary>Owners see how a member signs in, in their organization only.</summary>
public sealed class GetMemberAccessTests(TestHost host)
{
    [Fact]
    public async Task The_last_activity_the_sessions_and_the_second_factor_are_shown()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var here = host.As(ada.Session, ada.Slug, ada.Services);
        var id = (await here.Get<ListMembers>().ExecuteAsync(new(new()))).Value.Data.Single().Id;

        var before = (await here.Get<GetMemberAccess>().ExecuteAsync(new(id))).Value;
        await ada.AddsAppAsync();
        var after = (await here.Get<ListMemberAccess>().ExecuteAsync(new([id]))).Value.Single();

        Assert.Equal((1, false), (before.OpenSessions, before.HasSecondFactor));
        Assert.InRange(before.LastActiveAt!.Value, ada.Clock.GetUtcNow().AddHours(-1), ada.Clock.GetUtcNow());
        Assert.True(after.HasSecondFactor);
    }

    [Fact]
    public async Task A_session_in_another_organization_is_not_shown()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var here = host.As(ada.Session, ada.Slug, ada.Services);
        var id = (await here.Get<ListMembers>().ExecuteAsync(new(new()))).Value.Data.Single().Id;
        await host.As(ada.Session, services: ada.Services).Get<CreateOrganization>().ExecuteAsync(
            new("Second", "EUR", "UTC"));

        var access = (await here.Get<GetMemberAccess>().ExecuteAsync(new(id))).Value;

        Assert.Equal((null, 0), (access.LastActiveAt, access.OpenSessions));
    }

    [Fact]
    public async Task A_member_of_another_organization_is_not_found()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");

        Assert.Equal("not_found", (await acme.Owner.Get<GetMemberAccess>().ExecuteAsync(
            new(globex.Member.MemberId))).Problem?.Code);
        Assert.Empty((await acme.Owner.Get<ListMemberAccess>().ExecuteAsync(new([globex.Member.MemberId]))).Value);
    }
}
