namespace App.Orders.Parts;

/// <summary>The status of an order as pages show it. An order that was canceled after a part was fulfilled has its own.</summary>
public enum OrderState { Placed, PartiallyFulfilled, Fulfilled, Canceled, RestCanceled }

static class OrderStates
{
    public static OrderState Of(OrderStatus status, bool restCanceled) => status switch
    {
        OrderStatus.Placed => OrderState.Placed,
        OrderStatus.PartiallyFulfilled => OrderState.PartiallyFulfilled,
        OrderStatus.Fulfilled => OrderState.Fulfilled,
        _ => restCanceled ? OrderState.RestCanceled : OrderState.Canceled,
    };
}
