namespace App.Platform.Tokens;

/// <summary>
/// Specifies one of the two realms in which people sign in. Each has its own keys, audiences, cookies and limits; credentials of
/// one realm are not valid in the other.
/// </summary>
public enum Realm
{
    /// <summary>Members of organizations sign in to this realm.</summary>
    Staff,

    /// <summary>Customers sign in to this realm at an organization's storefront.</summary>
    Shopper,
}
