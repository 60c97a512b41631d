using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>
/// Returns revenue, orders, average order and backlog of the last days, today included, and of as many days before. Days are
/// those of the organization's time zone; as today is not over, the days before end at the same time of day.
///
/// Revenue is what customers owe for the orders placed in these days, whether or not they are fulfilled yet. Canceled orders are
/// not counted; if only the rest of an order was canceled, the part that was fulfilled is.
/// </summary>
public sealed class GetSalesFigures(Gate gate) : Query<GetSalesFigures.Request, GetSalesFigures.Figures>(gate)
{
    public const int DefaultDays = 30, MostDays = 366;

    /// <param name="Days">Number of days, 1 to 366.</param>
    public sealed record Request(int Days = DefaultDays) : IRequest
    {
        public void Check(Checks checks) => checks.That(
            Days is >= 1 and <= MostDays, nameof(Days), $"days must be between 1 and {MostDays}.", "out_of_range");
    }

    /// <param name="OpenOrders">Number of orders that are not completely fulfilled and not canceled.</param>
    /// <param name="FirstOrderAt">Time of the organization's first order; null if there is none.</param>
    /// <param name="Current">The last days, until now.</param>
    /// <param name="Before">
    /// As many days before; null if the first order is younger, because there is nothing to compare with.
    /// </param>
    /// <param name="PerDay">One entry for each of the last days, oldest first, today last.</param>
    public sealed record Figures(
        int OpenOrders, DateTimeOffset? FirstOrderAt, Period Current, Period? Before, IReadOnlyList<Day> PerDay) : IVersioned
    {
        /// <summary>Returns the figures without the time at which they were read.</summary>
        public object Versioned() => this with
        {
            Current = Current with { Until = default },
            Before = Before is null ? null : Before with { Until = default },
        };
    }

    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="Until">When the period ends on its last day: now, or the same time of day.</param>
    /// <param name="Revenue">What customers owe for the orders placed in the period.</param>
    /// <param name="Orders">Number of orders placed, without canceled ones.</param>
    /// <param name="AverageOrder">Revenue divided by the number of orders; null without orders.</param>
    /// <param name="OldestOpenOrderAt">
    /// When the oldest order was placed that was open at the end of the period; null if none was.
    /// </param>
    public sealed record Period(
        DateOnly From, DateOnly To, DateTimeOffset Until, Money Revenue, int Orders, Money? AverageOrder,
        DateTimeOffset? OldestOpenOrderAt);

    /// <param name="DateBefore">The day in the days before that is compared with this one.</param>
    /// <param name="RevenueBefore">Revenue of that day; null without days before.</param>
    /// <param name="OrdersBefore">Number of orders of that day; null without days before.</param>
    public sealed record Day(
        DateOnly Date, Money Revenue, int Orders, DateOnly DateBefore, Money? RevenueBefore, int? OrdersBefore);

    sealed record Placed(DateOnly Date, long Revenue, int Orders);

    sealed record Backlog(
        int Open, DateTimeOffset? First, DateTimeOffset? Oldest, DateTimeOffset BeforeUntil, DateTimeOffset? OldestBefore);

    protected internal override Access Access => Access.Member(OrderPermissions.Read);
    protected internal override string Action => "order.get_figures";

    protected override async Task<Result<Figures>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var days = request.Days;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(context.Organization.TimeZone);
        var today = DayOf(context.Now);
        var first = today.AddDays(1 - 2 * days);
        var backlog = await BacklogAsync(days, context, ct);
        var placed = await PlacedAsync(first, days, context, ct);

        var (before, current) = (placed[..days], placed[days..]);
        var isComparable = backlog.First is { } start && DayOf(start) <= first;
        return new Figures(
            backlog.Open, backlog.First, PeriodOf(current, context.Now, backlog.Oldest),
            isComparable ? PeriodOf(before, backlog.BeforeUntil, backlog.OldestBefore) : null,
            [
                .. current.Zip(before, (day, other) => new Day(
                    day.Date, Owed(day.Revenue), day.Orders, other.Date, isComparable ? Owed(other.Revenue) : null,
                    isComparable ? other.Orders : null)),
            ]);

        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

        Money Owed(long amount) => new(amount, context.Organization.Currency);

        Period PeriodOf(IReadOnlyList<Placed> period, DateTimeOffset until, DateTimeOffset? oldest)
        {
            var (revenue, orders) = (period.Sum(day => day.Revenue), period.Sum(day => day.Orders));
            return new(
                period[0].Date, period[^1].Date, until, Owed(revenue), orders, orders == 0 ? null : AverageOf(revenue, orders),
                oldest);
        }

        Money AverageOf(long revenue, int orders) =>
            Owed((long)decimal.Round((decimal)revenue / orders, 0, MidpointRounding.AwayFromZero));
    }

    /// <summary>
    /// Reads the orders that are open and those that were at the end of the days before. Ids are ordered by time, so the first
    /// open one of each status is the oldest. Those that were open then and are no longer were closed since, which is a range of
    /// an index; without "offset 0" PostgreSQL would go through all orders from the oldest on.
    /// </summary>
    static async Task<Backlog> BacklogAsync(int days, OperationContext context, CancellationToken ct)
    {
        var (organization, zone, now) = (context.Organization.Id, context.Organization.TimeZone, context.Now);
        var rows = await context.Db.Database.SqlQuery<Backlog>($"""
            with days_before as materialized (
                select ({now} at time zone {zone} - make_interval(days => {days})) at time zone {zone} as until),
            oldest as materialized (
                select least((
                    select o.placed_at from orders o
                    where o.organization_id = {organization} and o.status = 'Placed' order by o.id limit 1), (
                    select o.placed_at from orders o
                    where o.organization_id = {organization} and o.status = 'PartiallyFulfilled'
                    order by o.id limit 1)) as placed_at)
            select (
                    select count(*)::int from orders o
                    where o.organization_id = {organization} and o.status in ('Placed', 'PartiallyFulfilled')) as "Open", (
                    select o.placed_at from orders o
                    where o.organization_id = {organization} order by o.placed_at, o.id limit 1) as "First",
                t.placed_at as "Oldest", d.until as "BeforeUntil",
                least(case when t.placed_at < d.until then t.placed_at end, (
                    select min(c.placed_at) from (
                        select o.placed_at from orders o
                        where o.organization_id = {organization} and o.closed_at >= (select until from days_before)
                        offset 0) c
                    where c.placed_at < (select until from days_before))) as "OldestBefore"
            from days_before d cross join oldest t
            """).ToListAsync(ct);
        return rows[0];
    }

    /// <summary>
    /// Adds up the orders of each day. The bounds of the days are computed first, so each day is one range of the index on the
    /// time of placement; converting the time of each order to the time zone takes three times as long.
    /// </summary>
    static Task<List<Placed>> PlacedAsync(DateOnly first, int days, OperationContext context, CancellationToken ct)
    {
        var (organization, zone, now) = (context.Organization.Id, context.Organization.TimeZone, context.Now);
        return context.FinalRead().Database.SqlQuery<Placed>($"""
            select d.day as "Date", p.revenue as "Revenue", p.orders as "Orders"
            from (
                select {first} + n as day, ({first} + n)::timestamp at time zone {zone} as start,
                    case when n = {days} - 1 then ({now} at time zone {zone} - make_interval(days => {days})) at time zone {zone}
                    else ({first} + n + 1)::timestamp at time zone {zone} end as until
                from generate_series(0, 2 * {days} - 1) n) d
            cross join lateral (
                select coalesce(sum(o.owed_amount), 0)::bigint as revenue, count(*)::int as orders from orders o
                where o.organization_id = {organization} and o.placed_at >= d.start and o.placed_at < d.until
                    and (o.status <> 'Canceled' or o.rest_canceled)) p
            order by d.day
            """).ToListAsync(ct);
    }
}
