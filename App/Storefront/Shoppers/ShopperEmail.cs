namespace App.Storefront;

/// <summary>Invites a person of a customer to the storefront, with a link to choose a password.</summary>
public sealed record ShopperEmail(Id<Shopper> Shopper, string Organization, string Customer, string Name, Uri Link)
    : IOrganizationEmail
{
    public const string Word = "storefront_invitation";

    public string Kind => Word;

    public string About => Shopper.ToString();

    public IEmail WithoutSecrets => this with { Link = Withheld.Link };

    public string Subject => $"Order at {Organization} for {Customer}";

    public string Text => $"""
        Hello {Name},

        {Organization} has invited you to order at its storefront for {Customer}.

        Open this link to choose a password:

            {Link}

        The link works once, for seven days. If you don't know the sender, ignore this email.
        """;

    public Type Body => typeof(ShopperEmailBody);
}
