using MudBlazor.Services;

namespace App.Platform.Ui;

/// <summary>Registers the services of the component library.</summary>
static class VendorSetup
{
    public static IServiceCollection AddVendor(this IServiceCollection services) => services.AddMudServices();
}
