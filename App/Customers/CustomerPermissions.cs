namespace App.Customers;

public static class CustomerPermissions
{
    public static readonly Permission Read = new(
        "customers.read", "View customers", "View customers with their contacts and addresses.", Role.Member, "customers:read");

    public static readonly Permission Change = new(
        "customers.change", "Change customers", "Create, edit and archive customers.", Role.Member, "customers:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Change];
}
