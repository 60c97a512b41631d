using Microsoft.EntityFrameworkCore;

namespace App.Customers;

/// <summary>Selects customers: for the list, its totals, bulk changes and exports.</summary>
/// <param name="Q">Part of a name, number or email address.</param>
/// <param name="Archived">True to select archived customers instead of active ones.</param>
public sealed record CustomerFilter([property: AnyText] string? Q = null, bool Archived = false) : IRequest
{
    public void Check(Checks checks) => checks.OptionalText(Q, Search.Longest, "The search");

    internal IQueryable<Customer> Of(AppDb db)
    {
        var customers = Archived
            ? db.Customers.IgnoreQueryFilters([Filters.Archived]).Where(customer => customer.ArchivedAt != null)
            : db.Customers;
        return customers.Matching(Q, (customer, word) =>
            Search.Has(customer.Name, word) || Search.Has(customer.Number, word) || Search.Has(customer.Email, word));
    }
}
