using App.Catalog;
using App.Comments;
using App.Customers;
using App.Notifications;
using App.Orders;
using App.Organizations;
using App.Storefront;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.SampleData;

/// <summary>
/// Deletes the sample data of the organization: products and customers with their stock and orders, also orders that people
/// placed for them. Stock of other products that such an order took returns. A customer with storefront access is kept and is no
/// longer sample data. Comments on what is deleted and notifications about it are deleted too. Audit entries are kept. It raises
/// no events.
/// </summary>
public sealed class RemoveSampleData(Gate gate, CatalogCache catalog, NotificationsOfRecords notifications)
    : Operation<RemoveSampleData.Request, RemoveSampleData.Removed>(gate)
{
    public sealed record Request : IRequest;

    /// <summary>Counts what was deleted, and the customers that were kept.</summary>
    public sealed record Removed(int Products, int Customers, int Orders, int CustomersKept);

    protected internal override Access Access => Access.Member(OrganizationPermissions.SetUp);
    protected internal override string Action => "sample_data.remove";

    protected override async Task<Result<Removed>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        await SampleCounts.TakeTurnAsync(context, ct);
        var organization = new Id<Organization>(context.Organization.Id).ToString();
        var before = await SampleCounts.OfAsync(context, ct);
        if (!before.Any)
        {
            context.AlreadyDone();
            return new Removed(0, 0, 0, 0);
        }
        List<string> records =
            [.. await SampleOrders.IdsAsync(context, ct), .. await SampleProducts.IdsAsync(context, ct)];
        var customers = await SampleCustomers.IdsAsync(context, ct);
        if (await DeleteAsync(context, ct) is not { } removed)
            return Problem.Busy; // an order for a sample customer or product was placed meanwhile
        var kept = await SampleCustomers.KeptAsync(context, customers, ct);
        records.AddRange(customers.Except(kept).Select(id => id.ToString()));
        await CommentsOfRecords.DeleteAsync(context, records, ct);
        await notifications.DeleteAsync(context, records, ct);

        context.Note(organization, context.Organization.Name, before, after: removed);
        context.AfterCommit(() => catalog.Invalidate(context.Organization.Slug));
        return removed;
    }

    /// <summary>Returns null if a row has come to refer to the sample data while it was deleted.</summary>
    static async Task<Removed?> DeleteAsync(OperationContext context, CancellationToken ct)
    {
        try
        {
            return (await context.Db.Database.SqlQuery<Removed>($"""
                select products as "Products", customers as "Customers", orders as "Orders", customers_kept as "CustomersKept"
                from platform.delete_sample_data({context.Now})
                """).ToListAsync(ct)).Single();
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return null;
        }
    }
}
