namespace App.Accounts;

/// <summary>
/// The two cookies of the second step: one for a sign-in that needs it, and one for a trusted browser that skips it.
/// </summary>
public static class TwoFactorCookies
{
    const string Pending = "__Host-staff-pending";
    const string Device = "__Host-staff-device";

    public static void WritePending(HttpContext context, BegunTwoFactor begun)
    {
        var token = begun.Token ?? throw new InvalidOperationException("A replayed second step has no token.");
        context.Response.Cookies.Append(Pending, token, Options(PendingSignIn.Lifetime));
    }

    public static string? ReadPending(HttpContext context) => context.Request.Cookies[Pending];

    public static void ClearPending(HttpContext context) => context.Response.Cookies.Delete(Pending, Options(null));

    public static void WriteDevice(HttpContext context, string token) =>
        context.Response.Cookies.Append(Device, token, Options(TrustedDevice.Lifetime));

    public static string? ReadDevice(HttpContext context) => context.Request.Cookies[Device];

    /// <summary>Returns the page where the second factor is entered. It continues to the given URL afterwards.</summary>
    public static string PageFor(string returnUrl) =>
        returnUrl == "/select" ? "/login/second" : $"/login/second?returnUrl={Uri.EscapeDataString(returnUrl)}";

    static CookieOptions Options(TimeSpan? age) =>
        new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = age,
            IsEssential = true,
        };
}
