namespace App.Platform.Operations;

/// <summary>Lists the kinds of callers that an operation can be open to.</summary>
public enum AccessKind { Public, SignedIn, Member, Visitor, Shopper, Operator, System }

/// <summary>
/// Says who may run an operation. The values are the ones below and no others. RoutesTests and the contract snapshot list their
/// uses.
/// </summary>
public sealed record Access
{
    Access(AccessKind kind, string name, Permission? permission = null)
    {
        Kind = kind;
        Name = name;
        Permission = permission;
    }

    public AccessKind Kind { get; }

    /// <summary>Gets the name in the API reference: the permission's, or words in parentheses if none is required.</summary>
    public string Name { get; }

    /// <summary>Gets the permission that a member or API key needs; null if none is required.</summary>
    public Permission? Permission { get; }

    /// <summary>Gets whether it is bound to a storefront. Credentials of staff are not valid there.</summary>
    public bool IsStorefront => Kind is AccessKind.Visitor or AccessKind.Shopper;

    /// <summary>Open to everyone, signed in or not: sign-up, sign-in and links in emails.</summary>
    public static Access Public { get; } = new(AccessKind.Public, "(anyone)");

    /// <summary>Open to every signed-in account, without an organization.</summary>
    public static Access SignedIn { get; } = new(AccessKind.SignedIn, "(any account)");

    /// <summary>Open to all members and API keys of the organization, for example to read their own identity.</summary>
    public static Access AnyMember { get; } = new(AccessKind.Member, "(any member)");

    /// <summary>Open to every visitor of an organization's storefront, signed in or not.</summary>
    public static Access Visitor { get; } = new(AccessKind.Visitor, "(any visitor)");

    /// <summary>
    /// Open to shoppers who are signed in at the storefront. They act for one customer and see only that customer's data.
    /// </summary>
    public static Access Shopper { get; } = new(AccessKind.Shopper, "(any shopper)");

    /// <summary>
    /// Open to platform administrators: they see the jobs of every organization, but no data inside one.
    /// </summary>
    public static Access Operator { get; } = new(AccessKind.Operator, "(operators)");

    /// <summary>
    /// Open only to our own background jobs, commands and seeds. Any other credential, and none, is unauthenticated.
    /// </summary>
    public static Access System { get; } = new(AccessKind.System, "(ourselves)");

    /// <summary>Open to the members and API keys of the organization that have the permission.</summary>
    public static Access Member(Permission permission) => new(AccessKind.Member, permission.Name, permission);
}
