using App.Platform;
using App.Platform.Ui;

namespace App.Orders;

/// <summary>What customers have committed to: placed, fulfilled, canceled.</summary>
public sealed class OrdersModule : Module
{
    public override string Title => "Orders";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddTransient<OrderDesk>().AddTransient<OrderBook>();

    public override void MapRoutes(IEndpointRouteBuilder routes) => OrderEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => OrderPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<OrderPlaced>("Order placed", "An order was placed and its stock reserved."),
        EventType.Of<OrderPartiallyFulfilled>("Order partially fulfilled", "A part of an order went out; the rest stays reserved."),
        EventType.Of<OrderFulfilled>("Order fulfilled", "All of an order, or the last part of it, went out."),
        EventType.Of<OrderCanceled>("Order canceled", "An order was canceled and its stock given back."),
    ];

    public override IReadOnlyList<NavEntry> Navigation => [new("Sell", "Orders", "orders", "clipboard-list", 10, OrderPermissions.Read.Name, "g o")];

    public override IReadOnlyList<Problem> Problems => [OrderProblems.NotFulfillable, OrderProblems.NotCancelable, OrderProblems.QuantityNotOpen];
}
