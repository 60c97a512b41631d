using App.Organizations;

namespace App.Tests.Organizations;

public sealed class UpdateOrganizationTests(TestHost host)
{
    [Fact]
    public async Task An_owner_changes_the_name_and_time_zone()
    {
        var acme = await host.OrganizationAsync();

        var changed = await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(new(" Acme Trading ", "America/New_York"));

        Assert.Equal(
            ("Acme Trading", "America/New_York", acme.Slug), (changed.Value.Name, changed.Value.TimeZone, changed.Value.Slug));
        Assert.Equal(["organization.updated"], await acme.AnnouncedAsync());
        Assert.Equal(["organization.update"], await acme.AuditedAsync());
    }

    [Fact]
    public async Task The_postal_address_is_kept_until_it_is_replaced_or_cleared()
    {
        var acme = await host.OrganizationAsync();
        var address = new PostalAddress([" Speicherstraße 4 "], "DE", "Hamburg", "20457");

        await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(new() { Address = address });
        await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(new("Acme Trading"));
        var kept = await acme.Member.Get<GetOrganization>().ExecuteAsync(new());
        var cleared = await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(new() { Address = (PostalAddress?)null });

        Assert.Equal(address.Cleaned(), kept.Value.Address);
        Assert.Null(cleared.Value.Address);
    }

    [Fact]
    public async Task An_incomplete_postal_address_is_reported_by_parameter()
    {
        var acme = await host.OrganizationAsync();

        var refused = await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(
            new() { Address = new PostalAddress(["Speicherstraße 4"], "DE", PostalCode: "20457") });

        Assert.Equal("address.city", refused.Problem?.Param);
    }

    [Fact]
    public async Task Admins_members_and_API_keys_cannot_update_the_organization()
    {
        var acme = await host.OrganizationAsync();

        foreach (var other in new[] { acme.Admin, acme.Member, acme.Key })
            Assert.Equal("forbidden", (await other.Get<UpdateOrganization>().ExecuteAsync(new("Mine"))).Problem?.Code);
    }

    [Theory]
    [InlineData("", null, "name")]
    [InlineData(null, "Mars/Olympus", "time_zone")]
    [InlineData(null, "CET", "time_zone")]
    public async Task An_invalid_name_or_time_zone_is_reported_by_parameter(string? name, string? zone, string param)
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal(param, (await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(new(name, zone))).Problem?.Param);
    }
}
