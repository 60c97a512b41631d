namespace App.Docs.Errors;

/// <summary>Explains the errors of storefronts. Most of them are for pages; the API of a storefront only signs in.</summary>
static class StorefrontErrors
{
    public static readonly ErrorArea Area = new("Storefront",
    [
        new("cart_empty",
            "The order was placed from an empty cart, perhaps because another window has ordered its items.",
            "Add something to the cart first.",
            "cart_changed_elsewhere"),
        new("cart_full",
            "The cart has as many lines as it can have.",
            "Order the items in it first.",
            "cart_empty"),
        new("cart_changed",
            "A price or the stock of an item changed after the cart was shown. The order was not placed.",
            "Review the marked lines and accept the changes.",
            "cart_changed_elsewhere", "out_of_stock"),
        new("cart_changed_elsewhere",
            "The buyer changed the cart in another window after it was shown in this one. The order was not placed.",
            "Review the current cart and order again.",
            "cart_changed"),
        new("shopper_email_taken",
            "Somebody with this email address has access to the storefront.",
            "Revoke that access first, or use another address.",
            "shopper_not_waiting"),
        new("shopper_not_waiting",
            "The invitation was accepted, or the access was revoked.",
            "Invite the person again if the access was revoked.",
            "shopper_link_closed"),
        new("shopper_link_closed",
            "The link from the email was used, has expired, was replaced or revoked.",
            "Ask the company that sent it for a new one.",
            "shopper_not_waiting"),
        new("shopper_wrong_password",
            "A signed-in shopper entered a password that is not the current one, or the login is locked for some minutes.",
            "Enter the current password, or sign out and reset it by email.",
            "wrong_credentials"),
    ]);
}
