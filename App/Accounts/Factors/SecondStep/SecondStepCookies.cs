namespace App.Accounts;

/// <summary>The two cookies of the second step: of a sign-in that waits for it, and of a browser that may leave it out.</summary>
public static class SecondStepCookies
{
    const string Pending = "__Host-staff-pending", Device = "__Host-staff-device";

    public static void WritePending(HttpContext context, BegunSecondStep begun) =>
        context.Response.Cookies.Append(Pending, begun.Token ?? throw new InvalidOperationException("A replayed step has no token."), Options(PendingSignIn.Lifetime));

    public static string? ReadPending(HttpContext context) => context.Request.Cookies[Pending];

    public static void ClearPending(HttpContext context) => context.Response.Cookies.Delete(Pending, Options(null));

    public static void WriteDevice(HttpContext context, string token) => context.Response.Cookies.Append(Device, token, Options(RememberedDevice.Lifetime));

    public static string? ReadDevice(HttpContext context) => context.Request.Cookies[Device];

    /// <summary>Where the second factor is shown, and where to go from there.</summary>
    public static string PageFor(string returnUrl) => returnUrl == "/select" ? "/login/second" : $"/login/second?returnUrl={Uri.EscapeDataString(returnUrl)}";

    static CookieOptions Options(TimeSpan? age) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = age, IsEssential = true };
}
