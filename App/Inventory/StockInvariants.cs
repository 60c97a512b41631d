namespace App.Inventory;

/// <summary>Declares what is always true of the stock ledger.</summary>
static class StockInvariants
{
    public static readonly IReadOnlyList<Invariant> All =
    [
        new("The on-hand quantity of a level is the sum of its movements.", """
            select from stock_levels l
            full join (
                select organization_id, variant_id, warehouse_id, sum(quantity) as moved from stock_movements group by 1, 2, 3) m
                using (organization_id, variant_id, warehouse_id)
            where coalesce(l.on_hand, 0) <> coalesce(m.moved, 0)
            """),
    ];
}
