namespace App.Storefront;

public static class StorefrontPermissions
{
    public static readonly Permission Change = new(
        "storefront.change", "Change the storefront", "Set the storefront's color and logo.", null);

    public static readonly Permission SeeShoppers = new(
        "shoppers.read", "View shoppers", "View who can order for a customer at the storefront.", null);

    public static readonly Permission ChangeShoppers = new(
        "shoppers.change", "Manage shoppers",
        "Invite people to order for a customer at the storefront, and revoke their access.", null,
        Sensitive: true);

    public static readonly IReadOnlyList<Permission> All = [Change, SeeShoppers, ChangeShoppers];
}
