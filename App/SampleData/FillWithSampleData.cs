using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;
using App.Organizations;
using App.Storefront;

namespace App.SampleData;

/// <summary>
/// Fills the organization with sample data: products with stock in the default warehouse, customers, and orders of the last
/// 30 days in several states. All of it is marked as sample data and can be removed again. It raises no events.
/// </summary>
public sealed class FillWithSampleData(
    Gate gate, ProductCreation products, CustomerCreation customers, CustomerLookup buyers, WarehouseLookup warehouses,
    PriceLookup prices, StockLedger stock, SampleOrders orders, CatalogCache catalog)
    : Operation<FillWithSampleData.Request, SampleCounts>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.SetUp);
    protected internal override string Action => "sample_data.fill";

    protected override async Task<Result<SampleCounts>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        await SampleCounts.TakeTurnAsync(context, ct);
        if ((await SampleCounts.OfAsync(context, ct)).Any)
            return SampleDataProblems.AlreadyFilled;
        var warehouse = await warehouses.FindAsync(context, id: null, ct);
        if (!warehouse.Succeeded)
            return warehouse.Problem;

        var variants = await AddProductsAsync(context, ct);
        if (!variants.Succeeded)
            return variants.Problem;
        var customerIds = SampleContent.Buyers.Select((_, i) =>
            customers.Add(context, SampleContent.CustomerOf(i), isSample: true).Id).ToList();
        await context.Db.SaveChangesAsync(ct); // stock levels and orders refer to stored rows
        await ReceiveAsync(context, warehouse.Value.Id, variants.Value, ct);
        await context.Db.SaveChangesAsync(ct);
        if (await PlaceAsync(context, warehouse.Value, customerIds, variants.Value, ct) is { } refusal)
            return refusal;

        var counts = new SampleCounts(variants.Value.Count, customerIds.Count, SampleContent.Orders.Count);
        context.Note(
            new Id<Organization>(context.Organization.Id).ToString(), context.Organization.Name, after: counts);
        context.AfterCommit(() => catalog.Invalidate(context.Organization.Slug));
        return counts;
    }

    /// <summary>Returns the variants of the products, in the order of <see cref="SampleContent.Items"/>.</summary>
    async Task<Result<IReadOnlyList<VariantView>>> AddProductsAsync(OperationContext context, CancellationToken ct)
    {
        var variants = new List<VariantView>();
        foreach (var item in SampleContent.Items)
        {
            var request = SampleContent.ProductOf(item, context.Organization.Currency);
            var added = await products.AddAsync(context, request, ct, isSample: true);
            if (!added.Succeeded)
                return added.Problem;
            variants.Add(added.Value.Variants[0]);
        }
        return variants;
    }

    async Task ReceiveAsync(
        OperationContext context, Id<Warehouse> warehouse, IReadOnlyList<VariantView> variants, CancellationToken ct)
    {
        var arrivals = SampleContent.Items.Select((item, i) => new StockArrival(variants[i].Id, item.Sku, item.Stock)).ToList();
        var at = context.Now.AddDays(-SampleContent.Orders[0].DaysAgo - 1);
        foreach (var received in await stock.ReceiveAsync(context, warehouse, arrivals, SampleContent.StockReason, at, ct))
            received.Level.Watch(SampleContent.ReorderPoint, context.Now);
    }

    /// <summary>Places the orders. Returns the problem of the first that cannot be placed.</summary>
    async Task<Problem?> PlaceAsync(
        OperationContext context, WarehouseLookup.Entry warehouse, List<Id<Customer>> customerIds,
        IReadOnlyList<VariantView> variants, CancellationToken ct)
    {
        var current = await prices.FindAsync(context, [.. variants.Select(variant => variant.Id)], [], ct);
        foreach (var (i, placed) in SampleContent.Orders.Index())
        {
            var at = context.Now.AddDays(-placed.DaysAgo).AddMinutes(-20 * (SampleContent.Orders.Count - i));
            var buyer = await buyers.FindBuyerAsync(context, customerIds[placed.Buyer], ct);
            var lines = placed.Lines.Select(line => new PlaceOrder.Line(line.Quantity, variants[line.Item].Id)).ToList();
            var draft = OrderDraft.From(buyer!, warehouse, lines, current, reference: null);
            if (!draft.Succeeded)
                return draft.Problem;
            var order = await orders.AddAsync(context, draft.Value, at, placed.Outcome, ct);
            if (!order.Succeeded)
                return order.Problem;
        }
        return null;
    }
}
