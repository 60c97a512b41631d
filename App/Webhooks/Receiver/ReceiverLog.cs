using System.Text.Json.Nodes;

namespace App.Webhooks;

/// <summary>One post that the receiver got, and what it thinks of it.</summary>
/// <param name="Number">Counts up from one.</param>
/// <param name="Status">What the receiver answered.</param>
/// <param name="Verified">Both signatures are right, for an endpoint of this installation.</param>
/// <param name="Standard">webhook-signature is right.</param>
/// <param name="Simple">X-Webhook-Signature is right.</param>
/// <param name="Old">X-Webhook-Signature-Old is right; null when it is not there.</param>
public sealed record Received(
    long Number, DateTimeOffset ReceivedAt, string Path, int Status, bool Verified, bool Standard, bool Simple, bool? Old,
    string? EndpointId, string? Id, string? Type, JsonObject Headers, string Body);

/// <summary>What the receiver shows as JSON: the latest first.</summary>
public sealed record ReceiverState(long Count, long Verified, int FailNext, IReadOnlyList<Received> Deliveries);

/// <summary>What came in lately, in memory alone and in bounds. Development's sample receiver writes and shows it.</summary>
public sealed class ReceiverLog
{
    public const int Kept = 2000;

    readonly Lock gate = new();
    readonly LinkedList<Received> latest = new();
    long count, verified;
    int failNext;

    /// <summary>Whether this post is to be refused: one less to refuse then.</summary>
    public bool TakeFailure()
    {
        lock (gate)
            return failNext > 0 && failNext-- > 0;
    }

    public void FailNext(int posts)
    {
        lock (gate)
            failNext = posts;
    }

    public void Add(Func<long, Received> received)
    {
        lock (gate)
        {
            var one = received(++count);
            verified += one.Verified ? 1 : 0;
            latest.AddFirst(one);
            if (latest.Count > Kept)
                latest.RemoveLast();
        }
    }

    public ReceiverState State()
    {
        lock (gate)
            return new(count, verified, failNext, [.. latest]);
    }
}
