using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Finds active customers whose names resemble a search with typos, the most similar first.</summary>
public sealed class FindSimilarCustomers(Gate gate)
    : Query<FindSimilarCustomers.Request, IReadOnlyList<CustomerView>>(gate)
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
    protected internal override string Action => "customer.find_similar";

    protected override async Task<Result<IReadOnlyList<CustomerView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var found = await context.Db.Database
            .SqlQuery<Guid>($"select platform.similar_customers({request.Q}, {request.Most}) as \"Value\"").ToListAsync(ct);
        List<Id<Customer>> ids = [.. found.Select(id => new Id<Customer>(id))];
        var customers = await context.FinalRead().Customers.Where(customer => ids.Contains(customer.Id)).ToListAsync(ct);
        return customers.OrderBy(customer => ids.IndexOf(customer.Id)).Select(CustomerView.Of).ToList();
    }
}
