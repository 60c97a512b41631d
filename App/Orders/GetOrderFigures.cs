using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>
/// Returns the order figures of the home page: the number of open orders, and the orders placed on each of the last 30 days,
/// compared with the 30 days before.
/// </summary>
public sealed class GetOrderFigures(Gate gate) : Query<GetOrderFigures.Request, GetOrderFigures.Figures>(gate)
{
    public const int Days = 30;

    public sealed record Request : IRequest;

    /// <param name="Open">Number of orders that are not completely fulfilled and not canceled.</param>
    /// <param name="PerDay">One entry per day in the organization's time zone, oldest first, today last.</param>
    public sealed record Figures(int Open, IReadOnlyList<Day> PerDay);

    /// <param name="Placed">Number of orders placed on the day.</param>
    /// <param name="PlacedBefore">Number of orders placed 30 days earlier.</param>
    public sealed record Day(DateOnly Date, int Placed, int PlacedBefore);

    sealed record Count(DateOnly Date, int Placed);

    protected internal override Access Access => Access.Member(OrderPermissions.Read);
    protected internal override string Action => "order.get_figures";

    protected override async Task<Result<Figures>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var open = await context.Db.Orders.CountAsync(
            order => order.Status == OrderStatus.Placed || order.Status == OrderStatus.PartiallyFulfilled, ct);

        var organization = context.Organization.Id;
        var zone = context.Organization.TimeZone;
        var today = DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(context.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var from = context.Now.AddDays(-2 * Days - 1); // reads one extra day, which covers every time zone
        var counts = (await context.FinalRead().Database.SqlQuery<Count>($"""
            select (placed_at at time zone {zone})::date as "Date", count(*)::int as "Placed"
            from orders where organization_id = {organization} and placed_at >= {from} group by 1
            """).ToListAsync(ct)).ToDictionary(day => day.Date, day => day.Placed);

        return new Figures(open, [.. Enumerable.Range(0, Days).Select(i => today.AddDays(i - Days + 1))
            .Select(date => new Day(date, counts.GetValueOrDefault(date), counts.GetValueOrDefault(date.AddDays(-Days))))]);
    }
}
