using App.Customers;
using App.Customers.Parts;

namespace App.Tests.Customers;

public sealed class CustomerDraftModelTests
{
    [Fact]
    public void Saving_a_customer_form_without_changes_keeps_every_value()
    {
        var now = TimeProvider.System.GetUtcNow();
        var customer = CustomerView.Of(Customer.Welcome(new("Café", "C-1", "a@b.example", "1", "DE1", "Notes",
            [new("Rosa", "rosa@b.example", "2")],
            [new(AddressKind.Billing, ["Street 1", "Door 2"], "DE", "Berlin", "10115", "BE", "Rosa", "Café")]), now));

        var changes = CustomerDraftModel.Of(customer).ToChanges();

        Assert.Equal(customer.Contacts, changes.Contacts);
        var before = customer.Addresses[0];
        var after = changes.Addresses![0];
        Assert.Equal(before.Lines, after.Lines);
        Assert.Equal(before with { Lines = after.Lines }, after);
        Assert.Equal(
            (customer.Name, customer.Number, customer.Email),
            (changes.Name, changes.Number.Value, changes.Email.Value));
        Assert.Equal(
            (customer.Phone, customer.TaxId, customer.Notes),
            (changes.Phone.Value, changes.TaxId.Value, changes.Notes.Value));
    }

    [Fact]
    public void Address_text_is_split_into_lines_and_blank_lines_are_dropped()
    {
        var draft = new CustomerDraftModel.AddressDraft
        {
            Postal = new() { Lines = " Street 1 \r\n\r\nDoor 2\n", City = "Berlin", Country = "DE", Region = " " },
        };

        var address = draft.ToAddress();

        Assert.Equal(["Street 1", "Door 2"], address.Lines);
        Assert.Null(address.Region);
    }

    [Fact]
    public void Every_country_has_a_distinct_name()
    {
        Assert.Equal(249, Countries.Codes.Count);
        Assert.Equal(249, AddressFields.CountryNames.Select(option => option.Text).Distinct().Count());
        Assert.DoesNotContain(AddressFields.CountryNames, option => option.Text == option.Value);
        Assert.Equal("Germany", Countries.NameOf("DE"));
    }
}
