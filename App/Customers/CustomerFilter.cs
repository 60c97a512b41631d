using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Selects customers: for the list, its totals, bulk changes and exports.</summary>
/// <param name="Q">Part of a name, number or email address.</param>
/// <param name="Archived">True to select archived customers instead of active ones.</param>
public sealed record CustomerFilter([property: AnyText] string? Q = null, bool Archived = false) : IRequest
{
    /// <summary>Gets all customers that the search finds; null to compare all customers.</summary>
    internal IReadOnlyList<Id<Customer>>? Candidates { get; init; }

    public void Check(Checks checks) => checks.OptionalText(Q, Search.Longest, "The search");

    /// <summary>Returns the filter with what an index says about its search. Archived customers have none.</summary>
    /// <param name="db">The database of the operation.</param>
    /// <param name="ct">Cancels the read.</param>
    internal async Task<CustomerFilter> NarrowedAsync(AppDb db, CancellationToken ct) => Archived ? this : this with
    {
        Candidates = await db.CandidatesAsync<Customer>(
            Q, (words, rows) => $"select platform.customers_with({words}, {rows}) as \"Value\"", ct),
    };

    internal IQueryable<Customer> Of(AppDb db)
    {
        var customers = Archived
            ? db.Customers.IgnoreQueryFilters([Filters.Archived]).Where(customer => customer.ArchivedAt != null)
            : db.Customers;
        if (Candidates is { } candidates)
            return customers.Where(customer => candidates.Contains(customer.Id));
        return customers.Matching(Q, (customer, word) =>
            Search.Has(customer.Name, word) || Search.Has(customer.Number, word) || Search.Has(customer.Email, word));
    }
}
