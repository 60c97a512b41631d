using App.Customers;

namespace App.Tests;

/// <summary>Shared setup of tests that need a customer.</summary>
static class CustomerScenario
{
    public static CreateCustomer.Request Cafe(string name = "Café Central", string? number = null) => new(
        name, number, "orders@cafe.example", "+49 30 1234567", "DE123456789", "Pays late",
        [new Contact("Rosa", "rosa@cafe.example")],
        [new Address(AddressKind.Shipping, ["Main Street 1"], "DE", "Berlin", "10115")]);

    public static async Task<Id<Customer>> KnowsCafeAsync(this TestOrganization acme, string name = "Café Central") =>
        (await acme.Owner.Get<CreateCustomer>().ExecuteAsync(Cafe(name))).Value.Id;
}
