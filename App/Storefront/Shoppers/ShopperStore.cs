using App.Organizations;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Finds and locks shoppers for operations.</summary>
public sealed class ShopperStore
{
    /// <summary>Returns the calling shopper; null for a visitor who has not signed in.</summary>
    public static Id<Shopper>? CallerOf(OperationContext context) =>
        context.Actor.CustomerId is not null && Id<Shopper>.TryRead(context.Actor.Id, out var id) ? id : null;

    /// <summary>
    /// Finds a shopper and locks their row until this transaction ends, in two statements as for accounts.
    /// </summary>
    public async Task<Shopper?> LockAsync(OperationContext context, Id<Shopper> id, CancellationToken ct)
    {
        await context.Db.Database.ExecuteSqlAsync(
            $"select 1 from shoppers where organization_id = {context.Organization.Id} and id = {id.Value} for update", ct);
        return await context.Db.Shoppers.SingleOrDefaultAsync(shopper => shopper.Id == id, ct);
    }

    /// <summary>Returns the number of failed attempts that lock a shopper of this organization.</summary>
    public Task<int> LockoutThresholdAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Organizations.Select(organization => organization.LockoutThreshold).SingleAsync(ct);

    /// <summary>
    /// Returns the shopper that an emailed invitation link belongs to; null if the link is not valid or has expired.
    /// </summary>
    public Task<Shopper?> FindByLinkAsync(OperationContext context, string token, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var now = context.Now;
        return context.Db.Shoppers.SingleOrDefaultAsync(
            shopper => shopper.LinkHash == hash && shopper.LinkExpiresAt > now && shopper.WithdrawnAt == null, ct);
    }
}
