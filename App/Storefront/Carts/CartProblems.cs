namespace App.Storefront;

public static class CartProblems
{
    public static readonly Problem Full = new(409, "cart_full", "The cart is full",
        $"A cart can have up to {Cart.MostLines} lines. Order the items in it first.");

    public static readonly Problem TooMuch = Problem.Invalid.For("quantity", "A cart can have up to 1,000,000 of an item.");

    public static readonly Problem Empty = new(409, "cart_empty", "The cart is empty",
        "Your order was not placed. Add something to the cart first.");

    /// <summary>A price or the stock changed after the cart was shown. <c>errors</c> has the reason for each line.</summary>
    public static readonly Problem Changed = new(409, "cart_changed", "Your cart has changed",
        "Your order was not placed. Review the marked lines and accept the changes.");

    /// <summary>The buyer changed the cart in another window after it was shown in this one.</summary>
    public static readonly Problem ChangedElsewhere = new(409, "cart_changed_elsewhere", "The cart was changed in another window",
        "Your order was not placed. Review the current cart and try again.");

    /// <summary>Returns <see cref="Changed"/> with an error for each change of each line.</summary>
    public static Problem ChangedLines(CartView cart) => Changed with
    {
        Errors =
        [
            .. cart.Lines.SelectMany((line, i) => line.Changes.Select(
                change => new Problem.Fault($"lines[{i}]", change.Code, $"{line.Sku}: {change.Text}"))),
        ],
    };
}
