using MudBlazor.Services;

namespace App.Platform.Ui;

/// <summary>What the component library asks of the container.</summary>
static class VendorSetup
{
    public static IServiceCollection AddVendor(this IServiceCollection services) => services.AddMudServices();
}
