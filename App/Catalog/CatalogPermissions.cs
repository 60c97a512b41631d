namespace App.Catalog;

public static class CatalogPermissions
{
    public static readonly Permission Read = new(
        "products.read", "View products", "View products, variants and prices.", "products:read");

    public static readonly Permission Change = new(
        "products.change", "Change products", "Create, edit, archive and restore products and variants.", "products:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Change];
}
