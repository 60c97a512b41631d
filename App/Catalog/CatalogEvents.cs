namespace App.Catalog;

public sealed record ProductCreated(Id<Product> ProductId, string Name) : IEvent
{
    public static string Type => "product.created";
    public string Subject => ProductId.ToString();
}

public sealed record ProductUpdated(Id<Product> ProductId, string Name) : IEvent
{
    public static string Type => "product.updated";
    public string Subject => ProductId.ToString();
}

public sealed record ProductRestored(Id<Product> ProductId, string Name) : IEvent
{
    public static string Type => "product.restored";
    public string Subject => ProductId.ToString();
}

public sealed record ProductArchived(Id<Product> ProductId, string Name) : IEvent
{
    public static string Type => "product.archived";
    public string Subject => ProductId.ToString();
}
