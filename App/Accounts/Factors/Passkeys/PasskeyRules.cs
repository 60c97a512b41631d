using App.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>What we ask of passkeys: this installation's domain and origin exactly, a verified person, a key that is found without a name.</summary>
sealed class PasskeyRules(Site site) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.ServerDomain = site.Address.Host;
        options.AuthenticatorTimeout = PasskeyCeremony.Lifetime;
        options.ChallengeSize = 32;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOurs(context.Origin));
    }

    /// <summary>On localhost any port counts: Development serves http and https on two of them.</summary>
    bool IsOurs(string? origin) => Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (site.Address.Host == "localhost" ? from.Host == "localhost" : from.GetLeftPart(UriPartial.Authority) == site.Address.GetLeftPart(UriPartial.Authority));
}
