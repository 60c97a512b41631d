using App.Platform;
using App.Platform.Ui;

namespace App.Organizations;

/// <summary>The tenant and its people.</summary>
public sealed class OrganizationsModule : Module
{
    public override string Title => "Organizations";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<FindStaffFrame>(provider => async (_, ct) =>
            (await provider.GetRequiredService<GetStaffFrame>().ExecuteAsync(new(), ct)) is { Succeeded: true, Value: var frame } ? frame : null);
}
