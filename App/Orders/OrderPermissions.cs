namespace App.Orders;

public static class OrderPermissions
{
    public static readonly Permission Read = new(
        "orders.read", "View orders", "View orders with their lines and timeline.", "orders:read");

    public static readonly Permission Place = new(
        "orders.place", "Place orders", "Place orders for customers. This fixes the prices and reserves stock.",
        "orders:write");

    public static readonly Permission Fulfill = new(
        "orders.fulfill", "Fulfill orders", "Fulfill orders, completely or in part.", "orders:write");

    public static readonly Permission Cancel = new(
        "orders.cancel", "Cancel orders", "Cancel open orders and release their reserved stock.", "orders:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Place, Fulfill, Cancel];
}
