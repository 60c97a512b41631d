using App.Orders.Parts;

namespace App.Orders;

/// <summary>Manages orders from placement to fulfillment or cancellation.</summary>
public sealed class OrdersModule : Module
{
    public override string Title => "Orders";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddTransient<OrderPlacement>().AddTransient<CustomerOrders>().AddTransient<ReferenceLookup>()
            .AddTransient<SampleOrders>();

    public override void MapRoutes(IEndpointRouteBuilder routes) => OrderEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => OrderPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<OrderPlaced>("Order placed", "An order was placed and its stock was reserved."),
        EventType.Of<OrderPartiallyFulfilled>(
            "Order partially fulfilled", "Part of an order was fulfilled. The rest stays reserved."),
        EventType.Of<OrderFulfilled>("Order fulfilled", "An order was completely fulfilled."),
        EventType.Of<OrderCanceled>(
            "Order canceled", "An order, or the rest of it, was canceled and its reserved stock was released."),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Sell, "Orders", "orders", "clipboard-list", 10, OrderPermissions.Read.Name, "g o")];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(OrderState.Placed, "To fulfill", Tone.Info, Shape.Ring),
        new(OrderState.PartiallyFulfilled, "Partially fulfilled", Tone.Warning, Shape.Half),
        new(OrderState.Fulfilled, "Fulfilled", Tone.Success, Shape.Filled),
        new(OrderState.Canceled, "Canceled", Tone.Neutral, Shape.Cross),
        new(OrderState.RestCanceled, "Partially fulfilled, rest canceled", Tone.Neutral, Shape.Half),
    ];

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.CustomerOrders, typeof(CustomerOrdersCard), OrderPermissions.Read.Name)];

    public override IReadOnlyList<HomeCard> HomeCards => [HomeCard.Of<OrdersHomeCard>(10, OrderPermissions.Read.Name)];

    public override IReadOnlyList<SetupStep> SetupSteps =>
    [
        SetupStep.Of<HasOrder>(
            30, "Place an order", "An order fixes the prices and reserves the stock until you send it out.",
            "Create order", "orders/new", OrderPermissions.Place.Name),
    ];

    public override IReadOnlyList<ExportList> ExportLists => [OrderExport.List];

    public override IReadOnlyList<RecordPage> RecordPages =>
        [RecordPage.Of<Order>("order", "orders/", OrderPermissions.Read, order => order.NumberText)];

    public override IReadOnlyList<RecordKind> Records =>
        [RecordKind.Of<OrderRecords>("Order", 40, OrderPermissions.Read.Name)];

    public override IReadOnlyList<QuickAction> Actions => [new("Create order", "orders/new", OrderPermissions.Place.Name)];

    public override IReadOnlyList<BulkAction> BulkActions => OrderBulkActions.All;

    public override IReadOnlyList<Invariant> Invariants => OrderInvariants.All;

    public override IReadOnlyList<Example> Examples =>
    [
        new("number", "SO-1001"), new("reference", "PO 2026-118"), new("line_count", 1), new("fulfilled_quantity", 0),
        new("action", "order.place"), new("type", "order.placed"), new("reason", "Ordered twice"),
        new("cancel_reason", "Ordered twice"), new("code", "reference_used"),
        new("detail", "SO-1001 already has the reference PO 2026-118."),
    ];

    public override IReadOnlyList<Problem> Problems =>
        [OrderProblems.NotFulfillable, OrderProblems.NotCancelable, OrderProblems.QuantityNotOpen];
}
