namespace App.Inventory;

/// <summary>
/// Represents a warehouse that holds stock. One warehouse is the default: orders that don't specify a warehouse use it.
/// </summary>
public sealed class Warehouse : IOwned, IArchivable, IIdentified
{
    public static string IdPrefix => "whs";

    Warehouse() { }

    public static Warehouse Open(string name, string? code, bool isDefault, DateTimeOffset now, PostalAddress? address = null)
    {
        var warehouse = new Warehouse { Id = Id<Warehouse>.New(now), IsDefault = isDefault, CreatedAt = now };
        warehouse.Describe(name, code, address, now);
        return warehouse;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Warehouse> Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Identifies the warehouse on labels and lists. Unique among warehouses that are not archived.</summary>
    public string? Code { get; private set; }

    /// <summary>Identifies the code however it is typed; see <see cref="TextKey"/>.</summary>
    public string? CodeKey { get; private set; }
    public bool IsDefault { get; private set; }

    /// <summary>Holds the address that deliveries to the warehouse are sent to.</summary>
    public PostalAddress? Address { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    public void Describe(string name, string? code, PostalAddress? address, DateTimeOffset now)
    {
        Name = name.Trim();
        Code = string.IsNullOrWhiteSpace(code) ? null : code.Trim();
        CodeKey = TextKey.Of(Code);
        Address = address?.Cleaned();
        UpdatedAt = now;
    }

    public void BecomeDefault() => IsDefault = true;

    public void Archive(DateTimeOffset now) => ArchivedAt = UpdatedAt = now;

    public void Restore(DateTimeOffset now)
    {
        ArchivedAt = null;
        UpdatedAt = now;
    }
}

/// <summary>Represents a warehouse in the API and the audit log.</summary>
/// <param name="Address">Address that deliveries to the warehouse are sent to; null if none was given.</param>
public sealed record WarehouseView(
    Id<Warehouse> Id, string Name, string? Code, bool IsDefault, PostalAddress? Address,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ArchivedAt)
{
    public static WarehouseView Of(Warehouse warehouse) => new(
        warehouse.Id, warehouse.Name, warehouse.Code, warehouse.IsDefault, warehouse.Address,
        warehouse.CreatedAt, warehouse.UpdatedAt, warehouse.ArchivedAt);
}
