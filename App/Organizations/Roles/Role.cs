namespace App.Organizations;

/// <summary>
/// Lists the roles that a member can have. Their order has no meaning; <see cref="RoleCatalog"/> describes them.
/// </summary>
public enum Role { Member, Admin, Owner }
