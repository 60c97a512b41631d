namespace App.Customers;

/// <summary>Adds customers. It is the only code that does. The operation that calls it writes the audit note.</summary>
public sealed class CustomerCreation
{
    /// <summary>
    /// Adds a customer and raises <see cref="CustomerCreated"/>. Sample data raises no events: programs that receive them would
    /// take it for real.
    /// </summary>
    public CustomerView Add(OperationContext context, CustomerDraft draft, bool isSample = false)
    {
        var customer = Customer.Welcome(draft, context.Now, isSample);
        context.Db.Customers.Add(customer);
        var view = CustomerView.Of(customer);
        if (!isSample)
            context.Raise(new CustomerCreated(view.Id, view.Name));
        return view;
    }
}
