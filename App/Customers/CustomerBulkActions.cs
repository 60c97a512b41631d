using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Declares what members can do to many customers at once.</summary>
static class CustomerBulkActions
{
    public const string Archive = "customer.archive", Restore = "customer.restore";

    public static readonly IReadOnlyList<BulkAction> All =
    [
        Of<ArchiveCustomers>(Archive, new("Archive", "Archiving", "Archived")),
        Of<RestoreCustomers>(Restore, new("Restore", "Restoring", "Restored")),
    ];

    static BulkAction Of<THandler>(string name, BulkWords words) where THandler : class, IBulkHandler =>
        BulkAction.Of<THandler, Customer>(name, words, CustomerPermissions.Change, "customers/", "customer", "customers") with
        {
            CanUndo = true,
        };
}

/// <summary>Selects the customers of a bulk change.</summary>
abstract class CustomerBulkHandler : BulkHandler<CustomerFilter, NoArguments>
{
    protected override async Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, IReadOnlyList<Guid>? ids, CustomerFilter? filter, int most, CancellationToken ct)
    {
        var wanted = ids?.Select(id => new Id<Customer>(id)).ToArray();
        var customers = wanted is null
            ? (await filter!.NarrowedAsync(context.Db, ct)).Of(context.Db)
            : context.Db.Customers.IgnoreQueryFilters([Filters.Archived]).Where(customer => wanted.Contains(customer.Id));
        var found = await customers.OrderBy(customer => customer.Name).ThenBy(customer => customer.Id).Take(most)
            .Select(customer => new { customer.Id, customer.Name }).ToListAsync(ct);
        return [.. found.Select(customer => new BulkTarget(customer.Id.Value, customer.Name))];
    }
}

sealed class ArchiveCustomers(ArchiveCustomer archive, RestoreCustomer restore) : CustomerBulkHandler
{
    protected override Task<Problem?> ApplyAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(archive.ExecuteAsync(new(new(item.Id)), item.Key, ct));

    protected override Task<Problem?> UndoAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(restore.ExecuteAsync(new(new(item.Id)), item.Key, ct));
}

sealed class RestoreCustomers(ArchiveCustomer archive, RestoreCustomer restore) : CustomerBulkHandler
{
    protected override Task<Problem?> ApplyAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(restore.ExecuteAsync(new(new(item.Id)), item.Key, ct));

    protected override Task<Problem?> UndoAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(archive.ExecuteAsync(new(new(item.Id)), item.Key, ct));
}
