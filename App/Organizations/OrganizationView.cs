namespace App.Organizations;

/// <summary>Represents an organization.</summary>
/// <param name="Slug">The first path segment of the organization's pages.</param>
/// <param name="Currency">The ISO 4217 code of the organization's currency.</param>
/// <param name="TimeZone">The IANA name of the organization's time zone.</param>
public sealed record OrganizationView(Id<Organization> Id, string Slug, string Name, string Currency, string TimeZone)
{
    public static OrganizationView Of(Organization organization) =>
        new(organization.Id, organization.Slug, organization.Name, organization.Currency, organization.TimeZone);

    public static OrganizationView Of(CurrentOrganization organization) => new(
        new(organization.Id), organization.Slug, organization.Name, organization.Currency, organization.TimeZone);
}

/// <summary>Represents an organization with its postal address.</summary>
/// <param name="Slug">The first path segment of the organization's pages.</param>
/// <param name="Currency">The ISO 4217 code of the organization's currency.</param>
/// <param name="TimeZone">The IANA name of the organization's time zone.</param>
/// <param name="Address">The postal address of the company; null if none was given.</param>
public sealed record OrganizationDetails(
    Id<Organization> Id, string Slug, string Name, string Currency, string TimeZone, PostalAddress? Address)
{
    public static OrganizationDetails Of(Organization organization) => new(
        organization.Id, organization.Slug, organization.Name, organization.Currency, organization.TimeZone,
        organization.Address);
}
