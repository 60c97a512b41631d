using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;

namespace App.Tests.Orders;

public sealed class OrderDraftTests
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    static readonly CustomerLookup.Buyer Cafe = new(Id<Customer>.New(Now), "Café Central", []);
    static readonly WarehouseLookup.Entry Main = new(Id<Warehouse>.New(Now), "Main");
    static readonly PriceLookup.Entry Tea =
        new(Id<Variant>.New(Now), "TEA-1", "tea-1", "Green tea", "kg", new Money(450, "EUR"));

    static Result<OrderDraft> Draft(params PlaceOrder.Line[] lines) => OrderDraft.From(Cafe, Main, lines, [Tea], "PO-7");

    [Fact]
    public void A_draft_has_the_lines_at_current_prices_whether_they_name_the_variant_or_its_SKU()
    {
        var draft = Draft(new(2, Tea.VariantId), new(1.5m, Sku: " TEA-1 ")).Value;

        Assert.Equal((Cafe, Main, "PO-7"), (draft.Buyer, draft.Warehouse, draft.Reference));
        Assert.Equal([900L, 675L], draft.Lines.Select(line => line.Total.Amount));
        Assert.All(draft.Lines, line => Assert.Equal(Tea, line.Variant));
    }

    [Fact]
    public void A_quantity_whose_price_rounds_to_nothing_is_refused()
    {
        var refused = Draft(new(1, Tea.VariantId), new(0.001m, Tea.VariantId)); // 0.45 cents

        Assert.Equal(("lines[1].quantity", "too_small"), (refused.Problem?.Param, refused.Problem?.Errors.Single().Code));
        Assert.True(Draft(new PlaceOrder.Line(0.002m, Tea.VariantId)).Succeeded); // 0.9 cents round to one
    }

    [Fact]
    public void A_quantity_off_the_step_or_below_the_minimum_is_refused_with_the_nearest_ones()
    {
        var eggs = Tea with { Unit = "piece", QuantityStep = 6, MinQuantity = 12 };
        PlaceOrder.Line Of(decimal quantity) => new(quantity, eggs.VariantId);

        var refused = OrderDraft.From(Cafe, Main, [Of(12), Of(15), Of(6), Of(0.0003m)], [eggs], null).Problem!;

        Assert.Equal(400, refused.Status);
        Assert.Equal(
            [
                ("lines[1].quantity", "off_step", "Sold in steps of 6, at least 12. Order 12 or 18 instead of 15."),
                ("lines[2].quantity", "below_minimum", "Sold in steps of 6, at least 12. Order 12 instead of 6."),
                ("lines[3].quantity", "below_minimum", "Sold in steps of 6, at least 12. Order 12 instead of 0.0003."),
            ],
            refused.Errors.Select(fault => (fault.Param, fault.Code, fault.Detail)));
    }

    [Fact]
    public void The_limits_of_an_order_hold_for_every_caller_not_only_for_requests()
    {
        Assert.Equal("lines", Draft().Problem?.Param);
        Assert.Equal("lines", Draft([.. Enumerable.Repeat(new PlaceOrder.Line(1, Tea.VariantId), 201)]).Problem?.Param);
        Assert.Equal("lines[1].quantity", Draft(new(1, Tea.VariantId), new(0, Tea.VariantId)).Problem?.Param);
        Assert.Equal("lines[0].variant_id", Draft(new PlaceOrder.Line(1)).Problem?.Param);
        Assert.Equal(
            "reference", OrderDraft.From(Cafe, Main, [new(1, Tea.VariantId)], [Tea], new string('x', 81)).Problem?.Param);
    }

    [Fact]
    public void Variants_without_a_current_price_are_listed_by_their_path()
    {
        var refused = Draft(new(1, Tea.VariantId), new(1, Id<Variant>.New(Now)), new(1, Sku: "MATE-1")).Problem!;

        Assert.Equal((404, "lines[1].variant_id"), (refused.Status, refused.Param));
        Assert.Equal(["lines[1].variant_id", "lines[2].sku"], refused.Errors.Select(fault => fault.Param));
    }

    [Fact]
    public void A_total_above_the_largest_amount_is_refused()
    {
        var caviar = Tea with { Price = new Money(Money.Largest, "EUR") };

        var refused = OrderDraft.From(Cafe, Main, [new(1, caviar.VariantId), new(1, caviar.VariantId)], [caviar], null);

        Assert.Equal(OrderProblems.TooMuch, refused.Problem);
    }
}
