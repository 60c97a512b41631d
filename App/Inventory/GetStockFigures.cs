using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>
/// Returns the stock figures of the home page: stock levels that are low, variants that are out of stock, and the number of
/// variants with nothing on hand at the end of each of the last 30 days. Past days count stock on hand instead of available
/// stock, because the ledger does not record reservations. Archived variants and warehouses are not counted.
/// </summary>
public sealed class GetStockFigures(Gate gate, VariantLookup variants)
    : Query<GetStockFigures.Request, GetStockFigures.Figures>(gate)
{
    public const int Days = 30;

    public sealed record Request : IRequest;

    /// <param name="Low">Number of stock levels at or below their reorder point.</param>
    /// <param name="Out">Number of variants that are not available in any warehouse.</param>
    /// <param name="PerDay">One entry per day in the organization's time zone, oldest first, today last.</param>
    public sealed record Figures(int Low, int Out, IReadOnlyList<Day> PerDay);

    /// <param name="Out">Number of variants with nothing on hand at the end of the day.</param>
    public sealed record Day(DateOnly Date, int Out);

    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "stock.get_figures";

    protected override async Task<Result<Figures>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var levels = context.Db.StockLevels;
        var low = await levels.Low(context, variants).CountAsync(ct);
        var outOfStock = await levels.Active(context, variants).GroupBy(level => level.VariantId)
            .Where(group => group.Sum(level => level.OnHand - level.Reserved) <= 0).CountAsync(ct);
        return new Figures(low, outOfStock, await PerDayAsync(context, ct));
    }

    /// <summary>
    /// Computes past stock backward from the current stock: the stock at the end of a day is the current stock minus all later
    /// movements.
    /// </summary>
    static async Task<IReadOnlyList<Day>> PerDayAsync(OperationContext context, CancellationToken ct)
    {
        var organization = context.Organization.Id;
        var zone = context.Organization.TimeZone;
        var today = DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(context.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var first = today.AddDays(1 - Days);
        var from = context.Now.AddDays(-Days - 1); // reads one extra day, which covers every time zone
        return await context.FinalRead().Database.SqlQuery<Day>($"""
            with moved as (
                select variant_id, (at at time zone {zone})::date as day, sum(quantity) as quantity
                from stock_movements where organization_id = {organization} and at >= {from} group by 1, 2),
            held as (
                select l.variant_id, sum(l.on_hand) as on_hand from stock_levels l
                join variants v on v.organization_id = l.organization_id and v.id = l.variant_id and v.archived_at is null
                where l.organization_id = {organization} group by 1),
            known as (
                select h.variant_id, h.on_hand, f.day as since
                from held h
                cross join lateral (
                    select (m.at at time zone {zone})::date as day from stock_movements m
                    where m.organization_id = {organization} and m.variant_id = h.variant_id order by m.id limit 1) f
                where h.variant_id in (select variant_id from moved)),
            closing as (
                select d.day, k.since, k.on_hand - coalesce(
                    sum(m.quantity) over (
                        partition by k.variant_id order by d.day desc
                        rows between unbounded preceding and 1 preceding), 0) as on_hand
                from (select generate_series({first}, {today}, interval '1 day')::date as day) d
                cross join known k left join moved m on m.variant_id = k.variant_id and m.day = d.day)
            select d.day as "Date", (
                (select count(*) from closing c where c.day = d.day and c.since <= c.day and c.on_hand <= 0)
                + (select count(*) from held h
                    where h.on_hand <= 0 and h.variant_id not in (select variant_id from moved)))::int as "Out"
            from (select generate_series({first}, {today}, interval '1 day')::date as day) d order by 1
            """).ToListAsync(ct);
    }
}
