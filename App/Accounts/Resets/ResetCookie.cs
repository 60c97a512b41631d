using App.Platform;

namespace App.Accounts;

/// <summary>Which reset this browser began. Lax, because the mailed link arrives from elsewhere and has to be known as this browser's own.</summary>
public static class ResetCookie
{
    const string Name = "__Host-staff-reset";

    public static void Write(HttpContext context, Id<Challenge> challenge) => context.Response.Cookies.Append(Name, challenge.ToString(), Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    public static Id<Challenge>? Read(HttpContext context) => Id<Challenge>.TryRead(context.Request.Cookies[Name], out var challenge) ? challenge : null;

    static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromHours(1), IsEssential = true };
}
