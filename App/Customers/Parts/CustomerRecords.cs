namespace App.Customers.Parts;

/// <summary>Finds customers by name, number, email or id, also with a typo in the name.</summary>
public sealed class CustomerRecords(ListCustomers list, GetCustomer get, FindSimilarCustomers similar) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        if (Id<Customer>.TryRead(words, out var id))
            return FoundRecord.One(await get.ExecuteAsync(new(id), ct), Of);
        var found = FoundRecord.Each(await list.ExecuteAsync(new(new(FoundRecord.Most), words), ct), Of);
        return await FoundRecord.OrSimilarAsync(
            found, words, async () => FoundRecord.Each(await similar.ExecuteAsync(new(words, FoundRecord.Most), ct), Of));
    }

    static FoundRecord Of(CustomerView customer) =>
        new($"customers/{customer.Id}", customer.Name, customer.Number ?? customer.Email, customer.Number);
}
