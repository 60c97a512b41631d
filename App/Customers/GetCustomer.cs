namespace App.Customers;

/// <summary>Returns a customer, archived or not.</summary>
public sealed class GetCustomer(Gate gate) : GetById<Customer, CustomerView>(gate, Row, "The customer")
{
    static readonly CompiledLookup<Customer, CustomerView> Row = new(customer => CustomerView.Of(customer), archived: true);

    protected internal override Access Access => Access.Member(CustomerPermissions.Read);
    protected internal override string Action => "customer.get";
}
