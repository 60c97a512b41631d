namespace App.Inventory.Parts;

/// <summary>Finds warehouses by name, code or id.</summary>
public sealed class WarehouseRecords(ListWarehouses list, GetWarehouse get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct)
    {
        if (Id<Warehouse>.TryRead(words, out var id))
            return FoundRecord.One(await get.ExecuteAsync(new(id), ct), Of);
        return FoundRecord.Each(await list.ExecuteAsync(new(new(FoundRecord.Most), words), ct), Of);
    }

    static FoundRecord Of(WarehouseView warehouse) =>
        new($"warehouses/{warehouse.Id}", warehouse.Name, warehouse.Code, warehouse.Code);
}
