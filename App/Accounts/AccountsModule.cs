using App.Platform;
using Microsoft.AspNetCore.Authentication;

namespace App.Accounts;

public sealed class AccountsModule : Module
{
    public override string Title => "Accounts";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, StaffSessionAuthentication>(Authentication.StaffScheme, null);
}
