namespace App.Customers;

public sealed record CustomerCreated(Id<Customer> CustomerId, string Name) : IEvent
{
    public static string Type => "customer.created";
    public string Subject => CustomerId.ToString();
}

public sealed record CustomerUpdated(Id<Customer> CustomerId, string Name) : IEvent
{
    public static string Type => "customer.updated";
    public string Subject => CustomerId.ToString();
}

public sealed record CustomerRestored(Id<Customer> CustomerId, string Name) : IEvent
{
    public static string Type => "customer.restored";
    public string Subject => CustomerId.ToString();
}

public sealed record CustomerArchived(Id<Customer> CustomerId, string Name) : IEvent
{
    public static string Type => "customer.archived";
    public string Subject => CustomerId.ToString();
}
