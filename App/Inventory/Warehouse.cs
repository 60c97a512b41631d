using App.Platform;

namespace App.Inventory;

/// <summary>A place that holds stock. One of them is the default: the one an order is served from when it names none.</summary>
public sealed class Warehouse : IOwned, IArchivable, IIdentified
{
    public static string IdPrefix => "whs";

    Warehouse() { }

    public static Warehouse Open(string name, string? code, bool isDefault, DateTimeOffset now)
    {
        var warehouse = new Warehouse { Id = Id<Warehouse>.New(now), IsDefault = isDefault, CreatedAt = now };
        warehouse.Describe(name, code, now);
        return warehouse;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Warehouse> Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Short, for labels and lists; unique among warehouses that are not archived.</summary>
    public string? Code { get; private set; }
    public bool IsDefault { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    public void Describe(string name, string? code, DateTimeOffset now) =>
        (Name, Code, UpdatedAt) = (name.Trim(), string.IsNullOrWhiteSpace(code) ? null : code.Trim(), now);

    public void BecomeDefault() => IsDefault = true;

    public void Archive(DateTimeOffset now) => ArchivedAt = UpdatedAt = now;
}

/// <summary>A warehouse as the API and the audit log show it.</summary>
public sealed record WarehouseView(
    Id<Warehouse> Id, string Name, string? Code, bool IsDefault, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ArchivedAt)
{
    public static WarehouseView Of(Warehouse warehouse) =>
        new(warehouse.Id, warehouse.Name, warehouse.Code, warehouse.IsDefault, warehouse.CreatedAt, warehouse.UpdatedAt, warehouse.ArchivedAt);
}
