namespace App.Inventory.Parts;

/// <summary>Holds the input of the warehouse form.</summary>
public sealed class WarehouseDraftModel
{
    public string? Name { get; set; }
    public string? Code { get; set; }
    public AddressModel Address { get; init; } = new();

    /// <summary>Holds whether the warehouse is to become the default one.</summary>
    public bool IsDefault { get; set; }

    public static WarehouseDraftModel Of(WarehouseView warehouse) => new()
    {
        Name = warehouse.Name,
        Code = warehouse.Code,
        Address = AddressModel.Of(warehouse.Address),
        IsDefault = warehouse.IsDefault,
    };

    public CreateWarehouse.Request ToRequest() => new(Name ?? "", Code, IsDefault, PostalAddress);

    /// <summary>Returns the changes. A default warehouse stays the default until another one becomes it.</summary>
    public UpdateWarehouse.Changes ToChanges() => new(Name ?? "", IsDefault ? true : null)
    {
        Code = Code,
        Address = PostalAddress,
    };

    PostalAddress? PostalAddress => Address.IsBlank ? null : Address.ToAddress();
}
