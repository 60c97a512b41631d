using App.Customers;
using Microsoft.AspNetCore.Mvc;

namespace App.Orders;

static class OrderEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var orders = routes.MapResource(
            "/orders", "Orders",
            "What customers bought. Placing an order fixes its prices and reserves stock; it is then fulfilled, in one or "
            + "several parts, or canceled.");
        orders.MapGet("/", ([AsParameters] PageQuery page, [FromQuery] string? status,
            [FromQuery(Name = "customer_id")] Id<Customer>? customerId, [FromQuery] string? q,
            [FromQuery(Name = "placed_from")] DateTimeOffset? placedFrom,
            [FromQuery(Name = "placed_before")] DateTimeOffset? placedBefore, ListOrders list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), status, customerId, q, placedFrom, placedBefore), ct).ToOk());
        orders.MapGet("/figures", ([FromQuery] int? days, GetSalesFigures get, CancellationToken ct) =>
            get.ExecuteAsync(new(days ?? GetSalesFigures.DefaultDays), ct).ToOk());
        orders.MapGet("/{id}", (Id<Order> id, GetOrder get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk());
        orders.MapPost("/", (PlaceOrder.Request request, IdempotencyKey? key, PlaceOrder place, CancellationToken ct) =>
            place.ExecuteAsync(request, key, ct).ToCreated(order => $"{Api.Base}/orders/{order.Id}"));
        orders.MapPost("/{id}/fulfill", (
            Id<Order> id, FulfillOrder.Parts? parts, IdempotencyKey? key, FulfillOrder fulfill, CancellationToken ct) =>
            fulfill.ExecuteAsync(new(id, parts), key, ct).ToOk());
        orders.MapPost("/{id}/cancel", (
            Id<Order> id, CancelOrder.Cause? cause, IdempotencyKey? key, CancelOrder cancel, CancellationToken ct) =>
            cancel.ExecuteAsync(new(id, cause), key, ct).ToOk());
    }
}
