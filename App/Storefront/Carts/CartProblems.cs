using App.Platform;

namespace App.Storefront;

public static class CartProblems
{
    public static readonly Problem Full = new(409, "cart_full", "The cart is full", $"A cart holds {Cart.MostLines} lines. Order what is in it first.");
    public static readonly Problem TooMuch = Problem.Invalid.For("quantity", "The cart would hold more than 1,000,000 of it.");
    public static readonly Problem Empty = new(409, "cart_empty", "The cart is empty", "There is nothing in it to order. Put something in first.");

    /// <summary>Before the order could be placed, what was shown had ceased to be true. Each line says why.</summary>
    public static readonly Problem Changed = new(409, "cart_changed", "Something has changed", "Nothing was ordered. Look at the lines below, and accept what has changed.");

    /// <summary>Another window of the same buyer.</summary>
    public static readonly Problem ChangedElsewhere = new(409, "cart_changed_elsewhere", "The cart was changed in another window", "Nothing was ordered. This is what is in the cart now.");

    /// <summary>The refusal with what has changed, line by line.</summary>
    public static Problem ChangedLines(CartView cart) => Changed with
    {
        Errors = [.. cart.Lines.SelectMany((line, i) => line.Changes.Select(change => new Problem.Fault($"lines[{i}]", change.Code, $"{line.Sku}: {change.Text}")))],
    };
}
