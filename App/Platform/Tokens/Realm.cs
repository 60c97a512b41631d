namespace App.Platform;

/// <summary>The two worlds of people who sign in. Each has keys, audiences, cookies and limits of its own; what is shown in one is worth nothing in the other.</summary>
public enum Realm
{
    /// <summary>Members of organizations.</summary>
    Staff,

    /// <summary>Customers at an organization's storefront.</summary>
    Shopper,
}
