namespace App.Platform.Operations;

/// <summary>Lists the built-in roles in order. Each role has all permissions of the roles before it.</summary>
public enum Role { Member, Admin, Owner }

/// <summary>
/// Defines one entry of the permission catalog. The pages for roles and API keys show it, and the Gate enforces it.
/// </summary>
/// <param name="Name">Plural resource and verb, such as <c>orders.place</c>.</param>
/// <param name="Title">Two or three words for a table heading.</param>
/// <param name="Sentence">Sentence that says what the permission allows.</param>
/// <param name="Least">Lowest built-in role that has it.</param>
/// <param name="Scope">API key scope that includes it, such as <c>orders:write</c>; null if API keys cannot have it.</param>
public sealed record Permission(string Name, string Title, string Sentence, Role Least, string? Scope)
{
    /// <summary>
    /// Allows everyone, signed in or not: sign-up, sign-in and links in emails. RoutesTests and the contract snapshot list its
    /// uses.
    /// </summary>
    public static readonly Permission Anyone =
        new("(anyone)", "Anyone", "Open to everyone, signed in or not.", Role.Member, null);

    /// <summary>Allows every signed-in account, without an organization.</summary>
    public static readonly Permission AnyAccount =
        new("(any account)", "Any account", "Open to every signed-in account.", Role.Member, null);

    /// <summary>Allows all members and API keys of the organization, for example to read their own identity.</summary>
    public static readonly Permission AnyMember =
        new("(any member)", "Any member", "Open to every member and API key of the organization.", Role.Member, null);

    /// <summary>
    /// Allows only our own background jobs, commands and seeds. Any other credential, and none, is unauthenticated.
    /// </summary>
    public static readonly Permission Ourselves =
        new("(ourselves)", "Stockade itself", "Open only to Stockade's own background jobs.", Role.Member, null);

    /// <summary>Allows every visitor of an organization's storefront, signed in or not.</summary>
    public static readonly Permission AnyVisitor =
        new("(any visitor)", "Any visitor", "Open to every visitor of the storefront.", Role.Member, null);

    /// <summary>
    /// Allows shoppers who are signed in at the storefront. They act for one customer and see only that customer's data.
    /// </summary>
    public static readonly Permission AnyShopper =
        new("(any shopper)", "Any shopper", "Open to everyone signed in at the storefront.", Role.Member, null);

    /// <summary>Allows platform administrators: they see the jobs of every organization, but no data inside one.</summary>
    public static readonly Permission Operators =
        new("(operators)", "Platform administrators", "Open to platform administrators.", Role.Member, null);

    internal AccessKind AccessKind =>
        ReferenceEquals(this, Anyone) || ReferenceEquals(this, Ourselves) ? AccessKind.Public
        : ReferenceEquals(this, AnyAccount) ? AccessKind.Account
        : ReferenceEquals(this, AnyVisitor) || ReferenceEquals(this, AnyShopper) ? AccessKind.Storefront
        : ReferenceEquals(this, Operators) ? AccessKind.Backstage
        : AccessKind.Organization;
}

/// <summary>Lists the kinds of access that the Gate distinguishes.</summary>
public enum AccessKind { Organization, Account, Public, Storefront, Backstage }
