namespace App.Platform.Ui;

public static class UiModule
{
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddVendor();
        services.AddScoped<Toasts>();
        return services;
    }
}
