using App.Customers;

namespace App.Tests.Customers;

public sealed class CustomerTests(TestHost host)
{
    [Fact]
    public async Task Creating_updating_and_archiving_a_customer_is_audited_and_raises_events()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.Member.Get<CreateCustomer>().ExecuteAsync(CustomerScenario.Cafe(number: "C-1"))).Value;
        Assert.Equal(("Rosa", "Berlin"), (cafe.Contacts[0].Name, cafe.Addresses[0].City));

        var changed = (await acme.Member.Get<UpdateCustomer>().ExecuteAsync(new(cafe.Id, new(
            "Café Zentral", [new("Emil"), new("Ida", Phone: "030 1")]) { Email = (string?)null }))).Value;

        Assert.Equal(("Café Zentral", null, "C-1"), (changed.Name, changed.Email, changed.Number));
        Assert.Equal(["Emil", "Ida"], changed.Contacts.Select(contact => contact.Name));
        var read = (await acme.Member.Get<GetCustomer>().ExecuteAsync(new(cafe.Id))).Value;
        Assert.Equal(["Emil", "Ida"], read.Contacts.Select(contact => contact.Name));
        Assert.Equal("Berlin", Assert.Single(read.Addresses).City); // omitted in the update, so unchanged

        Assert.True((await acme.Member.Get<ArchiveCustomer>().ExecuteAsync(new(cafe.Id))).Succeeded);
        Assert.Empty((await acme.Member.Get<ListCustomers>().ExecuteAsync(new(new PageRequest()))).Value.Data);
        Assert.NotNull((await acme.Member.Get<GetCustomer>().ExecuteAsync(new(cafe.Id))).Value.ArchivedAt);
        Assert.Equal(["customer.create", "customer.update", "customer.archive"], await acme.AuditedAsync());
        Assert.Equal(["customer.created", "customer.updated", "customer.archived"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task A_customer_number_is_unique_among_active_customers()
    {
        var acme = await host.OrganizationAsync();
        var first = (await acme.Owner.Get<CreateCustomer>().ExecuteAsync(CustomerScenario.Cafe(number: "C-1"))).Value;
        var second = (await acme.Owner.Get<CreateCustomer>().ExecuteAsync(CustomerScenario.Cafe("Bistro", "C-2"))).Value;

        var created = await acme.Owner.Get<CreateCustomer>().ExecuteAsync(CustomerScenario.Cafe("Bar", "C-1"));
        Assert.Equal("customer_number_taken", created.Problem?.Code);
        var updated = await acme.Owner.Get<UpdateCustomer>().ExecuteAsync(new(second.Id, new() { Number = "C-1" }));
        Assert.Equal("customer_number_taken", updated.Problem?.Code);
        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(first.Id));
        Assert.True((await acme.Owner.Get<UpdateCustomer>().ExecuteAsync(new(second.Id, new() { Number = "C-1" }))).Succeeded);
    }

    [Fact]
    public async Task Search_matches_names_numbers_and_email_addresses()
    {
        var acme = await host.OrganizationAsync();
        foreach (var i in Enumerable.Range(1, 5))
            await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new($"Bistro {i}", $"B-{i}", $"b{i}@bistro.example"));

        Assert.Equal(["Bistro 3"], await FoundAsync("b-3"));
        Assert.Equal(["Bistro 4"], await FoundAsync("b4@"));
        Assert.Equal(5, (await FoundAsync("bistro")).Length);
        Assert.Empty(await FoundAsync("%"));

        async Task<string[]> FoundAsync(string q)
        {
            var page = (await acme.Member.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(), q))).Value;
            return [.. page.Data.Select(customer => customer.Name)];
        }
    }
}
