namespace App.Platform.Http;

/// <summary>
/// Builds the cookie of antiforgery tokens with the prefix that ties it to this host and to TLS. It is always Secure: with
/// <c>SecurePolicy = Always</c> the framework would refuse plain http on localhost, where browsers accept Secure cookies.
/// </summary>
sealed class AntiforgeryCookie : CookieBuilder
{
    public AntiforgeryCookie()
    {
        Name = "__Host-antiforgery";
        SameSite = SameSiteMode.Strict;
        HttpOnly = true;
        IsEssential = true;
        Path = "/";
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
