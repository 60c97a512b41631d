using App.Customers;
using App.Platform;

namespace App.Tests.Customers;

public sealed class CustomerTests(TestHouse house)
{
    [Fact]
    public async Task A_customer_comes_changes_and_goes_and_each_is_told()
    {
        var acme = await house.OrganizationAsync();
        var cafe = (await acme.Member.Get<CreateCustomer>().ExecuteAsync(CustomerStory.Cafe(number: "C-1"))).Value;
        Assert.Equal(("Rosa", "Berlin"), (cafe.Contacts[0].Name, cafe.Addresses[0].City));

        var changed = (await acme.Member.Get<UpdateCustomer>().ExecuteAsync(new(cafe.Id, new(
            "Café Zentral", [new("Emil"), new("Ida", Phone: "030 1")]) { Email = (string?)null }))).Value;

        Assert.Equal(("Café Zentral", null, "C-1"), (changed.Name, changed.Email, changed.Number));
        Assert.Equal(["Emil", "Ida"], changed.Contacts.Select(contact => contact.Name));
        var read = (await acme.Member.Get<GetCustomer>().ExecuteAsync(new(cafe.Id))).Value;
        Assert.Equal(["Emil", "Ida"], read.Contacts.Select(contact => contact.Name));
        Assert.Equal("Berlin", Assert.Single(read.Addresses).City); // not given, so as it was

        Assert.True((await acme.Member.Get<ArchiveCustomer>().ExecuteAsync(new(cafe.Id))).Succeeded);
        Assert.Empty((await acme.Member.Get<ListCustomers>().ExecuteAsync(new(new PageRequest()))).Value.Data);
        Assert.NotNull((await acme.Member.Get<GetCustomer>().ExecuteAsync(new(cafe.Id))).Value.ArchivedAt);
        Assert.Equal(["customer.create", "customer.update", "customer.archive"], await acme.AuditedAsync());
        Assert.Equal(["customer.created", "customer.updated", "customer.archived"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task A_number_belongs_to_one_customer()
    {
        var acme = await house.OrganizationAsync();
        var first = (await acme.Owner.Get<CreateCustomer>().ExecuteAsync(CustomerStory.Cafe(number: "C-1"))).Value;
        var second = (await acme.Owner.Get<CreateCustomer>().ExecuteAsync(CustomerStory.Cafe("Bistro", "C-2"))).Value;

        Assert.Equal("customer_number_taken", (await acme.Owner.Get<CreateCustomer>().ExecuteAsync(CustomerStory.Cafe("Bar", "C-1"))).Problem?.Code);
        Assert.Equal("customer_number_taken", (await acme.Owner.Get<UpdateCustomer>().ExecuteAsync(new(second.Id, new() { Number = "C-1" }))).Problem?.Code);
        await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(first.Id));
        Assert.True((await acme.Owner.Get<UpdateCustomer>().ExecuteAsync(new(second.Id, new() { Number = "C-1" }))).Succeeded);
    }

    [Fact]
    public async Task A_search_finds_names_numbers_and_addresses()
    {
        var acme = await house.OrganizationAsync();
        foreach (var i in Enumerable.Range(1, 5))
            await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new($"Bistro {i}", $"B-{i}", $"b{i}@bistro.example"));

        Assert.Equal(["Bistro 3"], await FoundAsync("b-3"));
        Assert.Equal(["Bistro 4"], await FoundAsync("b4@"));
        Assert.Equal(5, (await FoundAsync("bistro")).Length);
        Assert.Empty(await FoundAsync("%"));

        async Task<string[]> FoundAsync(string q) => [.. (await acme.Member.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(), q))).Value.Data.Select(customer => customer.Name)];
    }
}
