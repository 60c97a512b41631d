using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>
/// Finds active customers for the search of the staff area: by name, number or email address, and if there are few, by names that
/// resemble the search.
/// </summary>
public sealed class FindCustomers(Gate gate) : Query<FindCustomers.Request, IReadOnlyList<CustomerView>>(gate)
{
    /// <param name="Q">The search as it was typed.</param>
    /// <param name="Most">The maximum number of customers.</param>
    public sealed record Request([property: AnyText] string Q, int Most) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Q, Search.Longest, "The search")
            .That(
                Most is >= 1 and <= PageRequest.Largest, nameof(Most), $"Ask for 1 to {PageRequest.Largest} customers.",
                "out_of_range");
    }

    protected internal override Access Access => Access.Member(CustomerPermissions.Read);
    protected internal override string Action => "customer.find";

    protected override async Task<Result<IReadOnlyList<CustomerView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var filter = await new CustomerFilter(request.Q).NarrowedAsync(context.Db, ct);
        var found = await filter.Of(context.Db).OrderBy(customer => customer.Name).ThenBy(customer => customer.Id)
            .Take(request.Most).ToListAsync(ct);
        if (found.Count < request.Most && Search.MayBeMisspelled(request.Q))
            found.AddRange(await SimilarAsync(request, context, ct));
        return found.DistinctBy(customer => customer.Id).Take(request.Most).Select(CustomerView.Of).ToList();
    }

    static async Task<IEnumerable<Customer>> SimilarAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var found = await context.Db.Database.SqlQuery<Guid>(
            $"select platform.similar_customers({request.Q}, {request.Most}) as \"Value\"").ToListAsync(ct);
        List<Id<Customer>> ids = [.. found.Select(id => new Id<Customer>(id))];
        var customers = await context.Db.Customers.Where(customer => ids.Contains(customer.Id)).ToListAsync(ct);
        return customers.OrderBy(customer => ids.IndexOf(customer.Id));
    }
}
