using App.Platform;

namespace App.Orders;

public static class OrderPermissions
{
    public static readonly Permission Read = new("orders.read", "See orders", "See orders, their lines and what happened to them.", Role.Member, "orders:read");
    public static readonly Permission Place = new("orders.place", "Place orders", "Place orders for customers; prices freeze and stock is reserved.", Role.Member, "orders:write");
    public static readonly Permission Fulfill = new("orders.fulfill", "Fulfill orders", "Hand out what an order has reserved, whole or in parts.", Role.Member, "orders:write");
    public static readonly Permission Cancel = new("orders.cancel", "Cancel orders", "Cancel orders that are not fulfilled and give their stock back.", Role.Member, "orders:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Place, Fulfill, Cancel];
}
