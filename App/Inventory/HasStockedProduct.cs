using App.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Inventory;

/// <summary>Returns whether the organization has received stock of a product of its own.</summary>
public sealed class HasStockedProduct(Gate gate, VariantLookup variants) : SetupCheck(gate)
{
    protected internal override Access Access => Access.Member(InventoryPermissions.Read);
    protected internal override string Action => "setup.check_product";

    protected override async Task<Result<bool>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var own = variants.Own(context);
        return await context.FinalRead().StockLevels.IgnoreQueryFilters([Filters.Archived])
            .AnyAsync(level => own.Contains(level.VariantId), ct);
    }
}
