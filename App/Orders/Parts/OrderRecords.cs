namespace App.Orders.Parts;

/// <summary>Finds orders by number, reference, customer or id.</summary>
public sealed class OrderRecords(ListOrders list, GetOrder get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        if (Id<Order>.TryRead(words, out var id))
            return FoundRecord.One(await get.ExecuteAsync(new(id), ct), order => Of(order.Id, order.Number, order.CustomerName));
        return FoundRecord.Each(
            await list.ExecuteAsync(new(new(FoundRecord.Most), Q: words), ct),
            order => Of(order.Id, order.Number, order.CustomerName, order.Reference));
    }

    static FoundRecord Of(Id<Order> id, string number, string customer, string? reference = null) =>
        new($"orders/{id}", number, reference is null ? customer : $"{customer} · {reference}", reference);
}
