using App.Platform;

namespace App.Accounts;

/// <summary>
/// Which challenge this browser began. Lax, because the mailed link arrives from elsewhere and has to be known as this browser's own.
/// </summary>
public static class ChallengeCookie
{
    const string Name = "__Host-staff-challenge";

    public static void Write(HttpContext context, Id<Challenge> challenge) => context.Response.Cookies.Append(Name, challenge.ToString(), Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    public static Id<Challenge>? Read(HttpContext context) => Id<Challenge>.TryRead(context.Request.Cookies[Name], out var challenge) ? challenge : null;

    /// <summary>Where the code is entered, and where to go from there.</summary>
    public static string PageFor(string returnUrl) => returnUrl == "/select" ? "/verify" : $"/verify?returnUrl={Uri.EscapeDataString(returnUrl)}";

    static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromHours(1), IsEssential = true };
}
