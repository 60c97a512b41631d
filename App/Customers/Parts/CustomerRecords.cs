namespace App.Customers.Parts;

/// <summary>Finds customers by name, number, email or id, also with a typo in the name.</summary>
public sealed class CustomerRecords(FindCustomers find, GetCustomer get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        if (Id<Customer>.TryRead(words, out var id))
            return FoundRecord.One(await get.ExecuteAsync(new(id), ct), Of);
        return FoundRecord.Each(await find.ExecuteAsync(new(words, FoundRecord.Most), ct), Of);
    }

    static FoundRecord Of(CustomerView customer) =>
        new($"customers/{customer.Id}", customer.Name, customer.Number ?? customer.Email, customer.Number);
}
