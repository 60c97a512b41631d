using App.Catalog;
using App.Customers;
using App.Orders.Parts;

namespace App.Tests.Orders;

public sealed class OrderDraftModelTests
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    static ListVariants.Row Tea(long price = 450) =>
        new(Id<Variant>.New(Now), Id<Product>.New(Now), "Green tea", "TEA-1", null, "box", new Money(price, "EUR"), Now, Now);

    [Fact]
    public void Adding_the_same_variant_twice_increases_the_quantity_of_its_line()
    {
        var draft = new OrderDraftModel();
        var tea = Tea();

        draft.Add(tea);
        draft.Add(tea);

        Assert.Equal(2, Assert.Single(draft.Lines).Quantity);
        Assert.Equal(new Money(900, "EUR"), draft.Total("EUR"));
    }

    [Fact]
    public void An_invalid_quantity_adds_nothing_to_the_total()
    {
        var draft = new OrderDraftModel();
        foreach (var quantity in new decimal?[] { null, 0, -3, 79_228_162_514_264_337_593_543_950_335m, 2 })
            draft.Add(Tea()).Quantity = quantity;

        Assert.Equal(new Money(900, "EUR"), draft.Total("EUR"));
    }

    [Fact]
    public void A_draft_without_a_warehouse_leaves_the_choice_to_the_default()
    {
        var cafe = Id<Customer>.New(Now);
        var draft = new OrderDraftModel { CustomerId = cafe.ToString(), WarehouseId = "", Reference = "PO-7" };
        var line = draft.Add(Tea());

        var request = draft.ToRequest();

        Assert.Equal((cafe, null, "PO-7"), (request.CustomerId, request.WarehouseId, request.Reference));
        Assert.Equal((line.Variant.Id, 1m), (Assert.Single(request.Lines).VariantId, request.Lines[0].Quantity));
    }
}
