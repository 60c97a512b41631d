using App.Catalog;
using App.Customers;
using App.Orders.Parts;
using App.Platform;

namespace App.Tests.Orders;

public sealed class OrderDraftTests
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    static ListVariants.Row Tea(long price = 450) => new(Id<Variant>.New(Now), Id<Product>.New(Now), "Green tea", "TEA-1", null, "box", new Money(price, "EUR"), Now, Now);

    [Fact]
    public void The_same_variant_twice_is_one_line_with_more_of_it()
    {
        var (draft, tea) = (new OrderDraft(), Tea());

        draft.Add(tea);
        draft.Add(tea);

        Assert.Equal(2, Assert.Single(draft.Lines).Quantity);
        Assert.Equal(new Money(900, "EUR"), draft.Total("EUR"));
    }

    [Fact]
    public void A_quantity_that_makes_no_sense_adds_nothing_to_the_total()
    {
        var draft = new OrderDraft();
        foreach (var quantity in new decimal?[] { null, 0, -3, 79_228_162_514_264_337_593_543_950_335m, 2 })
            draft.Add(Tea()).Quantity = quantity;

        Assert.Equal(new Money(900, "EUR"), draft.Total("EUR"));
    }

    [Fact]
    public void An_order_without_a_warehouse_leaves_the_choice_to_the_default()
    {
        var (draft, cafe) = (new OrderDraft { WarehouseId = "", Reference = "PO-7" }, Id<Customer>.New(Now));
        draft.CustomerId = cafe.ToString();
        var line = draft.Add(Tea());

        var request = draft.ToRequest();

        Assert.Equal((cafe, null, "PO-7"), (request.CustomerId, request.WarehouseId, request.Reference));
        Assert.Equal((line.Variant.Id, 1m), (Assert.Single(request.Lines).VariantId, request.Lines[0].Quantity));
    }
}
