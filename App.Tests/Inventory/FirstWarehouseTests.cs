using App.Inventory;

namespace App.Tests.Inventory;

/// <summary>A new organization has a warehouse, so its first product can have stock.</summary>
public sealed class FirstWarehouseTests(TestHost host)
{
    [Fact]
    public async Task Signing_up_opens_the_default_warehouse_in_the_same_transaction()
    {
        var signedUp = await host.JoinsAsync(AccountScenario.NewAddress());

        var ada = host.As(signedUp.Session, signedUp.Slug);
        var warehouse = Assert.Single((await ada.Get<ListWarehouses>().ExecuteAsync(new(new PageRequest()))).Value.Data);
        Assert.Equal((FirstWarehouse.Name, true), (warehouse.Name, warehouse.IsDefault));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit_entries where action = 'warehouse.create' and entity_id = $1", warehouse.Id.ToString()));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from outbox_messages where type = 'warehouse.created' and subject = $1", warehouse.Id.ToString()));
    }
}
