namespace App.Orders;

/// <summary>Reads the rows of an export of orders.</summary>
sealed class OrderExport : ExportReader<OrderFilter, OrderSummary>
{
    public const string Name = "orders";

    public static readonly ExportList List = ExportList.Of<OrderExport>(Name, "Orders", OrderPermissions.Read);

    readonly ListOrders list;

    public OrderExport(ListOrders list)
    {
        this.list = list;
        Text("Order", order => order.Number);
        Choice("Status", order => order.Status);
        Text("Customer", order => order.CustomerName);
        Text("Customer ID", order => order.CustomerId.ToString());
        Text("Reference", order => order.Reference);
        Time("Placed", order => order.PlacedAt);
        Number("Lines", order => order.LineCount);
        Number("Total", order => order.Total.Major);
        Text("Currency", order => order.Total.Currency);
        Text("Order ID", order => order.Id.ToString());
    }

    protected override IListSorts Sorts => list.Sorts;

    protected override Task<Result<Page<OrderSummary>>> ListAsync(OrderFilter filter, PageRequest page, CancellationToken ct) =>
        list.ExecuteAsync(
            new(page, filter.Status, filter.CustomerId, filter.Q, filter.PlacedFrom, filter.PlacedBefore), ct);
}
