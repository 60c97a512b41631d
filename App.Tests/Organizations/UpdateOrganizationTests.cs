using App.Organizations;
using App.Platform;

namespace App.Tests.Organizations;

public sealed class UpdateOrganizationTests(TestHouse house)
{
    [Fact]
    public async Task An_owner_gives_it_another_name_and_time_zone()
    {
        var acme = await house.OrganizationAsync();

        var changed = await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(new(" Acme Trading ", "America/New_York"));

        Assert.Equal(("Acme Trading", "America/New_York", acme.Slug), (changed.Value.Name, changed.Value.TimeZone, changed.Value.Slug));
        Assert.Equal(["organization.updated"], await acme.AnnouncedAsync());
        Assert.Equal(["organization.update"], await acme.AuditedAsync());
    }

    [Fact]
    public async Task Admins_members_and_keys_do_not()
    {
        var acme = await house.OrganizationAsync();

        foreach (var other in new[] { acme.Admin, acme.Member, acme.Key })
            Assert.Equal("forbidden", (await other.Get<UpdateOrganization>().ExecuteAsync(new("Mine"))).Problem?.Code);
    }

    [Theory]
    [InlineData("", null, "name")]
    [InlineData(null, "Mars/Olympus", "time_zone")]
    [InlineData(null, "CET", "time_zone")]
    public async Task What_is_not_a_name_or_a_zone_is_said_at_its_member(string? name, string? zone, string param)
    {
        var acme = await house.OrganizationAsync();

        Assert.Equal(param, (await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(new(name, zone))).Problem?.Param);
    }
}
