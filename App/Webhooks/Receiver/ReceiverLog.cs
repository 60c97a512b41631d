using System.Text.Json.Nodes;

namespace App.Webhooks;

/// <summary>Represents a webhook that the sample receiver got, with the result of its verification.</summary>
/// <param name="Number">The number of the webhook, from 1.</param>
/// <param name="Status">The HTTP status of the receiver's response.</param>
/// <param name="Verified">True if both signatures are valid for an endpoint of this installation.</param>
/// <param name="Standard">True if webhook-signature is valid.</param>
/// <param name="Simple">True if X-Webhook-Signature is valid.</param>
/// <param name="Old">True if X-Webhook-Signature-Old is valid; null if the header is missing.</param>
public sealed record Received(
    long Number, DateTimeOffset ReceivedAt, string Path, int Status, bool Verified, bool Standard, bool Simple, bool? Old,
    string? EndpointId, string? Id, string? Type, JsonObject Headers, string Body);

/// <summary>Represents the state of the sample receiver, as it is returned as JSON. Deliveries are listed newest first.</summary>
public sealed record ReceiverState(long Count, long Verified, int FailNext, IReadOnlyList<Received> Deliveries);

/// <summary>Keeps the latest webhooks of Development's sample receiver, in memory and up to a limit.</summary>
public sealed class ReceiverLog
{
    public const int Kept = 2000;

    readonly Lock sync = new();
    readonly LinkedList<Received> latest = new();
    long count, verified;
    int failNext;

    /// <summary>Returns true if the current webhook should fail, and counts down the failures that were asked for.</summary>
    public bool TakeFailure()
    {
        lock (sync)
        {
            if (failNext == 0)
                return false;
            failNext--;
            return true;
        }
    }

    public void FailNext(int posts)
    {
        lock (sync)
            failNext = posts;
    }

    public void Add(Func<long, Received> received)
    {
        lock (sync)
        {
            count++;
            var webhook = received(count);
            if (webhook.Verified)
                verified++;
            latest.AddFirst(webhook);
            if (latest.Count > Kept)
                latest.RemoveLast();
        }
    }

    public ReceiverState State()
    {
        lock (sync)
            return new(count, verified, failNext, [.. latest]);
    }
}
