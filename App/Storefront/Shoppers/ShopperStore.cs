using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Finds shoppers for operations.</summary>
public sealed class ShopperStore
{
    /// <summary>Returns the calling shopper; null for a visitor who has not signed in.</summary>
    public static Id<Shopper>? CallerOf(OperationContext context) =>
        context.Actor.CustomerId is not null && Id<Shopper>.TryRead(context.Actor.Id, out var id) ? id : null;

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
