namespace App.Inventory.Parts;

/// <summary>Translates kinds of stock movements to display text.</summary>
public static class MovementKindText
{
    public static string Of(MovementKind kind) => kind switch
    {
        MovementKind.Adjustment => "Adjustment",
        MovementKind.TransferOut => "Transfer out",
        MovementKind.TransferIn => "Transfer in",
        MovementKind.OrderFulfillment => "Order fulfilled",
        _ => kind.ToString(),
    };
}
