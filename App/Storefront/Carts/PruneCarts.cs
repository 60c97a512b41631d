namespace App.Storefront;

/// <summary>Deletes visitors' carts that have not changed for 30 days. Shoppers' carts are kept.</summary>
public sealed class PruneCarts(OpsDatabase database, TimeProvider clock) : IScheduled
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task RunAsync(CancellationToken ct) => Prune.DeleteAsync(
        database, "carts", "organization_id, id", "updated_at <= $1 and shopper_id is null", clock.GetUtcNow() - Kept, ct);
}
