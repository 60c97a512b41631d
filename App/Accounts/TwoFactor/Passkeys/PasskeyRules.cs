using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>
/// Requires passkeys of exactly this installation's domain and origin, with user verification, that work without a user name.
/// </summary>
sealed class PasskeyRules(PublicUrl publicUrl) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.ServerDomain = publicUrl.Address.Host;
        options.AuthenticatorTimeout = PasskeyCeremony.Lifetime;
        options.ChallengeSize = 32;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOurs(context.Origin));
    }

    /// <summary>
    /// Returns true for this installation's origin. On localhost any port is accepted, because Development serves http and
    /// https on different ports.
    /// </summary>
    bool IsOurs(string? origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from))
            return false;
        if (publicUrl.Address.Host == "localhost")
            return from.Host == "localhost";
        return from.GetLeftPart(UriPartial.Authority) == publicUrl.Address.GetLeftPart(UriPartial.Authority);
    }
}
