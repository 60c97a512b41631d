namespace App.Webhooks.Parts;

/// <summary>Sends a test event to a new endpoint and waits a moment for its delivery, to show whether it works.</summary>
public sealed class FirstTest(TestWebhookEndpoint test, ListDeliveries deliveries, TimeProvider clock)
{
    const int Looks = 10;
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns what to show: the delivery succeeded, failed, or has no outcome after two seconds.</summary>
    public async Task<Notice> RunAsync(Id<WebhookEndpoint> endpoint, CancellationToken ct)
    {
        var sent = await test.ExecuteAsync(new(endpoint), IdempotencyKey.New(clock), ct);
        if (!sent.Succeeded)
            return ((Notice?)sent.Problem)!;
        for (var look = 0; look < Looks; look++)
        {
            await Task.Delay(Interval, clock, ct);
            var listed = await deliveries.ExecuteAsync(new(new PageRequest(1), endpoint), ct);
            if (listed is { Succeeded: true, Value.Data: [{ Attempts: > 0 } delivery] })
                return Of(delivery);
        }
        return new(NoticeKind.Info, "Test event sent", "The page of the endpoint shows whether it was delivered.");
    }

    static Notice Of(DeliveryView delivery) => delivery.Status == DeliveryStatus.Delivered
        ? new(NoticeKind.Success, "Test event delivered", $"The endpoint answered with {delivery.LastStatusCode}.")
        : new(
            NoticeKind.Warning, "Test event not delivered",
            delivery.LastStatusCode is { } status
                ? $"The endpoint answered with {status}. The event is sent again later."
                : "The endpoint did not answer. The event is sent again later.");
}
