using App.Customers;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Revokes the access of shoppers, with an audit entry for each.</summary>
static class ShopperRevocation
{
    public const string Action = "shopper.revoke_access";

    /// <summary>Revokes the access of everybody who buys for a customer that is archived.</summary>
    public static Task OfArchivedAsync(CustomerArchived raised, OperationContext context, CancellationToken ct) =>
        OfCustomerAsync(raised.CustomerId, context, ct);

    /// <summary>Revokes what was granted while the customer was being archived, so restoring it brings no access back.</summary>
    public static Task OfRestoredAsync(CustomerRestored raised, OperationContext context, CancellationToken ct) =>
        OfCustomerAsync(raised.CustomerId, context, ct);

    static async Task OfCustomerAsync(Id<Customer> customer, OperationContext context, CancellationToken ct)
    {
        var ids = await context.Db.Shoppers
            .Where(shopper => shopper.CustomerId == customer && shopper.WithdrawnAt == null)
            .OrderBy(shopper => shopper.Id).Select(shopper => shopper.Id).ToListAsync(ct);
        foreach (var id in ids) // few people buy for one customer
        {
            if (await context.LockAsync(id, ct) is not { WithdrawnAt: null } shopper)
                continue;
            var before = ShopperView.OfAudit(shopper, context.Now);
            shopper.Withdraw(context.Now);
            var after = ShopperView.OfAudit(shopper, context.Now);
            context.NoteRelated(Action, shopper.Id.ToString(), shopper.Name, before, after);
        }
    }
}
