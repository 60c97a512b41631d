using App.Platform;
using Microsoft.AspNetCore.Authentication;

namespace App.ApiKeys;

public sealed class ApiKeysModule : Module
{
    public override string Title => "API keys";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(Authentication.ApiKeyScheme, null);
}
