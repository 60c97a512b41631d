namespace App.Platform;

/// <summary>The least built-in role that has a permission; each role has all that the ones before it have.</summary>
public enum Role { Member, Admin, Owner }

/// <summary>
/// What may be done: one line of the permission catalogue, shown on the role and key pages and enforced by the Gate.
/// </summary>
/// <param name="Name">Plural resource and verb, <c>orders.place</c>.</param>
/// <param name="Title">Two or three words for a table head.</param>
/// <param name="Sentence">What it lets a person do.</param>
/// <param name="Least">The least built-in role that has it.</param>
/// <param name="Scope">The API key scope that carries it, <c>orders:write</c>; null when no key may have it.</param>
public sealed record Permission(string Name, string Title, string Sentence, Role Least, string? Scope)
{
    /// <summary>On purpose open to everyone: sign-up, sign-in, mailed links. Listed by RoutesTests and the contract snapshot.</summary>
    public static readonly Permission Anyone = new("(anyone)", "Anyone", "Open to everyone, signed in or not.", Role.Member, null);

    /// <summary>On purpose open to every signed-in account, before any organization is chosen.</summary>
    public static readonly Permission AnyAccount = new("(any account)", "Any account", "Open to every signed-in account.", Role.Member, null);

    /// <summary>On purpose open to everyone who is in the organization, keys included: who am I, where am I.</summary>
    public static readonly Permission AnyMember = new("(any member)", "Any member", "Open to everyone in the organization.", Role.Member, null);

    /// <summary>For our own loops and seeds alone; whoever shows any other credential, or none, is a stranger here.</summary>
    public static readonly Permission Ourselves = new("(ourselves)", "Ourselves", "Open to our own loops alone.", Role.Member, null);

    /// <summary>On purpose open to every visitor of an organization's storefront, signed in or not.</summary>
    public static readonly Permission AnyVisitor = new("(any visitor)", "Any visitor", "Open to every visitor of the storefront.", Role.Member, null);

    /// <summary>Open to those who have signed in at the storefront: they act for the customer they buy for, and see what is its own.</summary>
    public static readonly Permission AnyShopper = new("(any shopper)", "Any shopper", "Open to everyone signed in at the storefront.", Role.Member, null);

    /// <summary>For who runs the installation: jobs of every organization, but nothing inside any of them.</summary>
    public static readonly Permission Operators = new("(operators)", "Operators", "Open to whoever runs the installation.", Role.Member, null);

    internal Door Door =>
        ReferenceEquals(this, Anyone) || ReferenceEquals(this, Ourselves) ? Door.Public
        : ReferenceEquals(this, AnyAccount) ? Door.Account
        : ReferenceEquals(this, AnyVisitor) || ReferenceEquals(this, AnyShopper) ? Door.Storefront
        : ReferenceEquals(this, Operators) ? Door.Backstage
        : Door.Organization;
}

/// <summary>The Gate's five doors.</summary>
public enum Door { Organization, Account, Public, Storefront, Backstage }
