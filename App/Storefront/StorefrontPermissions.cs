using App.Platform;

namespace App.Storefront;

public static class StorefrontPermissions
{
    public static readonly Permission Change = new("storefront.change", "Change the storefront", "Set the storefront's color and logo.", Role.Admin, null);
    public static readonly Permission SeeShoppers = new("shoppers.read", "See shoppers", "See who of a customer may buy at the storefront.", Role.Member, null);
    public static readonly Permission ChangeShoppers = new("shoppers.change", "Change shoppers", "Let people of a customer into the storefront, and take that back.", Role.Member, null);

    public static readonly IReadOnlyList<Permission> All = [Change, SeeShoppers, ChangeShoppers];
}
