namespace App.Organizations.Pages;

/// <summary>Holds the input of the form that changes an organization's name and time zone.</summary>
public sealed class OrganizationModel
{
    public string? Name { get; set; }
    public string? TimeZone { get; set; }
    public AddressModel Address { get; init; } = new();

    public static OrganizationModel Of(OrganizationDetails organization) => new()
    {
        Name = organization.Name,
        TimeZone = organization.TimeZone,
        Address = AddressModel.Of(organization.Address),
    };

    public UpdateOrganization.Request ToChanges() =>
        new(Name, TimeZone) { Address = Address.IsBlank ? null : Address.ToAddress() };
}

/// <summary>Holds the input of the form that changes an organization's slug.</summary>
public sealed class SlugModel
{
    public string? Slug { get; set; }

    public static SlugModel Of(OrganizationDetails organization) => new() { Slug = organization.Slug };
}

/// <summary>Holds the input of the form that sets the number of wrong passwords that lock a login.</summary>
public sealed class LockoutThresholdModel
{
    public string? LockoutThreshold { get; set; }

    public static LockoutThresholdModel Of(LockoutThresholdView view) => new() { LockoutThreshold = $"{view.LockoutThreshold}" };
}
