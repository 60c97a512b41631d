namespace App.Webhooks.Parts;

/// <summary>
/// The status of a delivery as pages show it: a pending delivery that has failed before is retrying.
/// </summary>
public enum DeliveryState { Pending, Retrying, Delivered, Exhausted, Disabled }

static class DeliveryStates
{
    public static DeliveryState Of(DeliveryStatus status, int attempts) => status switch
    {
        DeliveryStatus.Pending => attempts > 0 ? DeliveryState.Retrying : DeliveryState.Pending,
        DeliveryStatus.Delivered => DeliveryState.Delivered,
        DeliveryStatus.Exhausted => DeliveryState.Exhausted,
        _ => DeliveryState.Disabled,
    };
}
