using App.Comments;
using App.Customers;
using App.Orders;

namespace App.Tests.Comments;

/// <summary>The timeline of a record has its operations and comments in the order of time.</summary>
public sealed class GetTimelineTests(TestHost host)
{
    [Fact]
    public async Task Comments_stand_between_the_operations_newest_first()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var cafe = await acme.KnowsCafeAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await acme.Member.Get<CreateComment>().ExecuteAsync(new(cafe.ToString(), "Their name is wrong."));
        clock.Advance(TimeSpan.FromMinutes(1));
        await acme.Owner.Get<UpdateCustomer>().ExecuteAsync(new(cafe, new("Café Mitte")));

        var timeline = (await acme.Member.Get<GetTimeline>().ExecuteAsync(new(cafe.ToString()))).Value;

        Assert.Equal(
            ["customer.update", "Their name is wrong.", "customer.create"],
            timeline.Entries.Select(entry => entry.Action ?? entry.Comment!.Text));
        Assert.Equal(["name"], timeline.Entries[0].Changed);
        Assert.Equal(["customer.updated"], timeline.Entries[0].Events.Select(raised => raised.Type));
        Assert.False(timeline.HasMore);
    }

    [Fact]
    public async Task A_record_that_may_not_be_viewed_has_no_timeline()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Owner.ListensAsync("https://hooks.example/in");

        Assert.Equal(
            404, (await acme.Member.Get<GetTimeline>().ExecuteAsync(new(endpoint.Id.ToString()))).Problem!.Status);
    }

    [Fact]
    public async Task A_key_without_the_scope_for_comments_sees_only_the_operations()
    {
        var acme = await host.OrganizationAsync();
        var cafe = await acme.KnowsCafeAsync();
        await acme.Member.Get<CreateComment>().ExecuteAsync(new(cafe.ToString(), "Late again."));
        var key = await acme.KeyAsync("customers:read");

        var timeline = (await key.Get<GetTimeline>().ExecuteAsync(new(cafe.ToString()))).Value;

        Assert.Equal(["customer.create"], timeline.Entries.Select(entry => entry.Action));
    }
}
