using App.Platform;

namespace App.Storefront;

/// <summary>The link into a storefront.</summary>
public sealed record ShopperLetter(Id<Shopper> Shopper, string Organization, string Customer, string Name, Uri Link) : IOrganizationLetter
{
    public const string Word = "storefront_invitation";

    public string Kind => Word;

    public string About => Shopper.ToString();

    public ILetter WithoutSecrets => this with { Link = Withheld.Link };

    public string Subject => $"Buy at {Organization} for {Customer}";

    public string Text => $"""
        Hello {Name},

        {Organization} lets you order at its storefront for {Customer}.

        Open this link to choose a password:

            {Link}

        It works once, for seven days. If you do not know who this is, ignore this mail.
        """;

    public Type Body => typeof(ShopperLetterBody);
}
