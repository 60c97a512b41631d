namespace App.Storefront.Parts;

/// <summary>Holds the input of the form that invites a shopper.</summary>
public sealed class ShopperInviteModel
{
    public string? Name { get; set; }
    public string? Email { get; set; }
}
