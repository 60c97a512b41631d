namespace App.Organizations;

/// <summary>
/// Lists the built-in roles, and <see cref="Custom"/> for those that the organization has composed. Their order has no meaning;
/// <see cref="RoleCatalog"/> describes them and says in which order pages list them.
/// </summary>
public enum Role
{
    Member, Admin, Owner, Manager, Operator, Packer, Cook, Courier, Cashier, Marketing, Accountant, Hr, Custom,
}
