namespace App.Customers;

public static class CustomerPermissions
{
    public static readonly Permission Read = new(
        "customers.read", "View customers", "View customers with their contacts and addresses.", "customers:read");

    public static readonly Permission Change = new(
        "customers.change", "Change customers", "Create, edit, archive and restore customers.", "customers:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Change];
}
