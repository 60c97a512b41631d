using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// For the home page: what is low and what is out now, and how many variants had nothing on hand at the end of each of the last 30
/// days. The past is read from the ledger, which knows what was on the shelves but not what of it was promised.
/// </summary>
public sealed class GetStockFigures(Gate gate) : Query<GetStockFigures.Request, GetStockFigures.Figures>(gate)
{
    public const int Days = 30;

    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="Low">Stock levels that have come down to their reorder point.</param>
    /// <param name="Out">Variants of which no warehouse has any available.</param>
    /// <param name="PerDay">Oldest first, today last; days are those of the organization's time zone.</param>
    public sealed record Figures(int Low, int Out, IReadOnlyList<Day> PerDay);

    /// <param name="Out">Variants with nothing on hand when it ended.</param>
    public sealed record Day(DateOnly Date, int Out);

    protected internal override Permission Permission => InventoryPermissions.Read;
    protected internal override string Action => "stock.figures";

    protected override async Task<Result<Figures>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var levels = pass.Db.StockLevels;
        var low = await levels.CountAsync(level => level.ReorderPoint != null && level.OnHand - level.Reserved <= level.ReorderPoint, ct);
        var none = await levels.GroupBy(level => level.VariantId).Where(group => group.Sum(level => level.OnHand - level.Reserved) <= 0).CountAsync(ct);
        return new Figures(low, none, await PerDayAsync(pass, ct));
    }

    /// <summary>From what is there now back through the movements: the close of a day is now, less all that moved after it.</summary>
    static async Task<IReadOnlyList<Day>> PerDayAsync(Pass pass, CancellationToken ct)
    {
        var (organization, zone) = (pass.Organization.Id, pass.Organization.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(pass.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var (first, from) = (today.AddDays(1 - Days), pass.Now.AddDays(-Days - 1)); // a day more than needed, whatever the zone
        return await pass.Last.Database.SqlQuery<Day>($"""
            with moved as (
                select variant_id, (at at time zone {zone})::date as day, sum(quantity) as quantity
                from stock_movements where organization_id = {organization} and at >= {from} group by 1, 2),
            held as (
                select variant_id, sum(on_hand) as on_hand from stock_levels where organization_id = {organization} group by 1),
            known as (
                select h.variant_id, h.on_hand, f.day as since
                from held h
                cross join lateral (
                    select (m.at at time zone {zone})::date as day from stock_movements m
                    where m.organization_id = {organization} and m.variant_id = h.variant_id order by m.id limit 1) f
                where h.variant_id in (select variant_id from moved)),
            closing as (
                select d.day, k.since, k.on_hand - coalesce(
                    sum(m.quantity) over (partition by k.variant_id order by d.day desc rows between unbounded preceding and 1 preceding), 0) as on_hand
                from (select generate_series({first}, {today}, interval '1 day')::date as day) d
                cross join known k left join moved m on m.variant_id = k.variant_id and m.day = d.day)
            select d.day as "Date", (
                (select count(*) from closing c where c.day = d.day and c.since <= c.day and c.on_hand <= 0)
                + (select count(*) from held h where h.on_hand <= 0 and h.variant_id not in (select variant_id from moved)))::int as "Out"
            from (select generate_series({first}, {today}, interval '1 day')::date as day) d order by 1
            """).ToListAsync(ct);
    }
}
