using App.Platform;

namespace App.Organizations;

/// <summary>An organization as the API, the pages and the audit log show it.</summary>
public sealed record OrganizationView(Id<Organization> Id, string Slug, string Name, string Currency, string TimeZone)
{
    public static OrganizationView Of(Organization organization) =>
        new(organization.Id, organization.Slug, organization.Name, organization.Currency, organization.TimeZone);

    public static OrganizationView Of(Tenant tenant) => new(new(tenant.Id), tenant.Slug, tenant.Name, tenant.Currency, tenant.TimeZone);
}
