using App.Orders;

namespace App.Tests.Orders;

/// <summary>The sales figures of a history that is written out, in Berlin, where clocks change on 29 March 2026.</summary>
public sealed class GetSalesFiguresTests(TestHost host)
{
    const long Tea = 450; // the price of one unit

    /// <summary>Monday, 30 March 2026, 12:00 in Berlin.</summary>
    static readonly DateTimeOffset Now = new(2026, 3, 30, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Seven_days_are_compared_with_the_seven_before_up_to_the_same_time_of_day()
    {
        var (_, _, figures) = await WithHistoryAsync();

        Assert.Equal((new DateOnly(2026, 3, 24), new DateOnly(2026, 3, 30), Now), Bounds(figures.Current));
        Assert.Equal(
            (new DateOnly(2026, 3, 17), new DateOnly(2026, 3, 23), new DateTimeOffset(2026, 3, 23, 11, 0, 0, TimeSpan.Zero)),
            Bounds(figures.Before!));
        Assert.Equal(new Money(9 * Tea, "EUR"), figures.Current.Revenue);
        Assert.Equal((5, new Money(810, "EUR")), (figures.Current.Orders, figures.Current.AverageOrder));
        Assert.Equal(new Money(5 * Tea, "EUR"), figures.Before!.Revenue);
        Assert.Equal((2, new Money(1125, "EUR")), (figures.Before.Orders, figures.Before.AverageOrder));

        static (DateOnly, DateOnly, DateTimeOffset) Bounds(GetSalesFigures.Period period) =>
            (period.From, period.To, period.Until);
    }

    [Fact]
    public async Task Days_are_those_of_the_time_zone_also_when_clocks_change_and_canceled_parts_are_left_out()
    {
        var (_, _, figures) = await WithHistoryAsync();

        Assert.Equal(
            [
                (24, 1 * Tea, 1), (25, 0, 0), (26, 0, 0), // the order of the 26th was canceled
                (27, 1 * Tea, 1), // three of four were canceled
                (28, 4 * Tea, 1), (29, 2 * Tea, 1), (30, 1 * Tea, 1),
            ],
            figures.PerDay.Select(day => (day.Date.Day, day.Revenue.Amount, day.Orders)));
        Assert.Equal(
            [(17, 2 * Tea, 1), (18, 0, 0), (19, 0, 0), (20, 0, 0), (21, 0, 0), (22, 0, 0), (23, 3 * Tea, 1)],
            figures.PerDay.Select(day => (day.DateBefore.Day, day.RevenueBefore!.Value.Amount, day.OrdersBefore!.Value)));
        Assert.Equal(figures.Current.Revenue.Amount, figures.PerDay.Sum(day => day.Revenue.Amount));
        Assert.Equal(figures.Before!.Revenue.Amount, figures.PerDay.Sum(day => day.RevenueBefore!.Value.Amount));
    }

    [Fact]
    public async Task The_oldest_open_order_is_the_one_that_is_open_now_and_was_open_at_the_end_of_the_days_before()
    {
        var (_, _, figures) = await WithHistoryAsync();

        Assert.Equal(At(16, 23, 30), figures.Current.OldestOpenOrderAt);
        Assert.Equal(At(16, 22, 59), figures.Before!.OldestOpenOrderAt);
        Assert.Equal(7, figures.OpenOrders);
    }

    [Fact]
    public async Task A_period_that_began_before_the_first_order_is_not_compared()
    {
        var (acme, _, _) = await WithHistoryAsync();

        var figures = (await acme.Member.Get<GetSalesFigures>().ExecuteAsync(new(30))).Value;

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), figures.FirstOrderAt);
        Assert.Null(figures.Before);
        Assert.Equal(30, figures.PerDay.Count);
        Assert.All(figures.PerDay, day => Assert.True(day is { RevenueBefore: null, OrdersBefore: null }));
        Assert.Equal(10, figures.Current.Orders);
    }

    [Fact]
    public async Task An_organization_sees_no_orders_of_another_one_and_without_orders_nothing()
    {
        var (_, clock, _) = await WithHistoryAsync();
        var other = await host.OrganizationAsync("Other", clock);

        var figures = (await other.Member.Get<GetSalesFigures>().ExecuteAsync(new(7))).Value;

        Assert.Equal((0, null), (figures.OpenOrders, figures.FirstOrderAt));
        Assert.Equal((0, 0, null), (figures.Current.Revenue.Amount, figures.Current.Orders, figures.Current.AverageOrder));
        Assert.Null(figures.Current.OldestOpenOrderAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(367)]
    public async Task Other_numbers_of_days_are_refused(int days)
    {
        var acme = await host.OrganizationAsync();

        var refused = (await acme.Member.Get<GetSalesFigures>().ExecuteAsync(new(days))).Problem!;

        Assert.Equal(("days", "out_of_range"), (refused.Param, refused.Errors![0].Code));
    }

    static DateTimeOffset At(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);

    async Task<(TestOrganization Acme, FakeClock Clock, GetSalesFigures.Figures Figures)> WithHistoryAsync()
    {
        var clock = new FakeClock(Now);
        var acme = await host.OrganizationAsync(clock: clock);
        var trade = await acme.SellsTeaAsync(100);
        var first = await PlacedAsync(At(1, 12, 0), 1);
        await FulfilledAsync(first, At(20, 12, 0));
        var oldest = await PlacedAsync(At(16, 22, 59), 5); // 23:59 in Berlin: a minute before the days before
        await PlacedAsync(At(16, 23, 30), 2); // 00:30 on the 17th
        await PlacedAsync(At(23, 10, 59), 3); // 11:59 on the 23rd
        await PlacedAsync(At(23, 11, 1), 7); // 12:01 on the 23rd: in neither period
        await PlacedAsync(At(23, 23, 0), 1); // midnight, on the 24th
        await FulfilledAsync(oldest, At(25, 9, 0));
        var canceled = await PlacedAsync(At(26, 9, 0), 9);
        await CanceledAsync(canceled, At(26, 10, 0));
        var rest = await PlacedAsync(At(27, 9, 0), 4);
        await FulfilledAsync(rest, At(27, 10, 0), 1);
        await CanceledAsync(rest, At(27, 11, 0));
        var part = await PlacedAsync(At(28, 9, 0), 4);
        await FulfilledAsync(part, At(28, 10, 0), 1);
        await PlacedAsync(At(29, 21, 30), 2); // 23:30 in summer time; in winter time it would be 22:30
        await PlacedAsync(At(29, 22, 30), 1); // 00:30 on the 30th; in winter time it would be 23:30 on the 29th
        return (acme, clock, (await acme.Member.Get<GetSalesFigures>().ExecuteAsync(new(7))).Value);

        async Task<OrderView> PlacedAsync(DateTimeOffset at, decimal quantity) =>
            (await Then(at).Get<PlaceOrder>().ExecuteAsync(trade.Wants(quantity))).Value;

        async Task FulfilledAsync(OrderView order, DateTimeOffset at, decimal? quantity = null)
        {
            var parts = quantity is { } some ? new FulfillOrder.Parts([new(order.Lines[0].Id, some)]) : null;
            Assert.True((await Then(at).Get<FulfillOrder>().ExecuteAsync(new(order.Id, parts))).Succeeded);
        }

        async Task CanceledAsync(OrderView order, DateTimeOffset at) =>
            Assert.True((await Then(at).Get<CancelOrder>().ExecuteAsync(new(order.Id))).Succeeded);

        TestActor Then(DateTimeOffset at) => acme.Showing(new Credential.System("test", acme.Id, at));
    }
}
