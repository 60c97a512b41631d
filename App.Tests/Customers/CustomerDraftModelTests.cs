using App.Customers;
using App.Customers.Parts;
using App.Platform;

namespace App.Tests.Customers;

public sealed class CustomerDraftModelTests
{
    [Fact]
    public void What_is_edited_and_saved_untouched_stays_as_it_was()
    {
        var now = TimeProvider.System.GetUtcNow();
        var customer = CustomerView.Of(Customer.Welcome(new("Café", "C-1", "a@b.example", "1", "DE1", "Notes",
            [new("Rosa", "rosa@b.example", "2")], [new(AddressKind.Billing, ["Street 1", "Door 2"], "Berlin", "DE", "10115", "BE")]), now));

        var changes = CustomerDraftModel.Of(customer).ToChanges();

        Assert.Equal(customer.Contacts, changes.Contacts);
        var (before, after) = (customer.Addresses[0], changes.Addresses![0]);
        Assert.Equal(before.Lines, after.Lines);
        Assert.Equal(before with { Lines = after.Lines }, after);
        Assert.Equal((customer.Name, customer.Number, customer.Email, customer.Phone, customer.TaxId, customer.Notes),
            (changes.Name, changes.Number.Value, changes.Email.Value, changes.Phone.Value, changes.TaxId.Value, changes.Notes.Value));
    }

    [Fact]
    public void Lines_typed_one_below_the_other_become_lines_and_blank_ones_fall_away()
    {
        var draft = new CustomerDraftModel.AddressDraft { Lines = " Street 1 \r\n\r\nDoor 2\n", City = "Berlin", Country = "DE", Region = " " };

        var address = draft.ToAddress();

        Assert.Equal(["Street 1", "Door 2"], address.Lines);
        Assert.Null(address.Region);
    }

    [Fact]
    public void Every_country_has_a_name_of_its_own()
    {
        Assert.Equal(249, Countries.Codes.Count);
        Assert.Equal(249, CustomerDraftModel.CountryNames.Select(option => option.Text).Distinct().Count());
        Assert.DoesNotContain(CustomerDraftModel.CountryNames, option => option.Text == option.Value);
        Assert.Equal("Germany", Countries.NameOf("DE"));
    }
}
