using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>For the home page: what is open, and how many orders came on each of the last 30 days against the 30 before.</summary>
public sealed class GetOrderFigures(Gate gate) : Query<GetOrderFigures.Request, GetOrderFigures.Figures>(gate)
{
    public const int Days = 30;

    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="Open">Orders with something still to go out.</param>
    /// <param name="PerDay">Oldest first, today last; days are those of the organization's time zone.</param>
    public sealed record Figures(int Open, IReadOnlyList<Day> PerDay);

    /// <param name="Placed">Orders placed on it.</param>
    /// <param name="PlacedBefore">Orders placed thirty days earlier.</param>
    public sealed record Day(DateOnly Date, int Placed, int PlacedBefore);

    sealed record Count(DateOnly Date, int Placed);

    protected internal override Permission Permission => OrderPermissions.Read;
    protected internal override string Action => "order.figures";

    protected override async Task<Result<Figures>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var open = await pass.Db.Orders.CountAsync(order => order.Status == OrderStatus.Placed || order.Status == OrderStatus.PartiallyFulfilled, ct);

        var (organization, zone) = (pass.Organization.Id, pass.Organization.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(pass.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var from = pass.Now.AddDays(-2 * Days - 1); // a day more than needed, whatever the zone
        var counts = (await pass.Last.Database.SqlQuery<Count>($"""
            select (placed_at at time zone {zone})::date as "Date", count(*)::int as "Placed"
            from orders where organization_id = {organization} and placed_at >= {from} group by 1
            """).ToListAsync(ct)).ToDictionary(day => day.Date, day => day.Placed);

        return new Figures(open, [.. Enumerable.Range(0, Days).Select(i => today.AddDays(i - Days + 1))
            .Select(date => new Day(date, counts.GetValueOrDefault(date), counts.GetValueOrDefault(date.AddDays(-Days))))]);
    }
}
