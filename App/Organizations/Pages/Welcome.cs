using App.Accounts;
using App.SignIn;

namespace App.Organizations.Pages;

/// <summary>Signs in people who have just completed their sign-up, and chooses their first page.</summary>
static class Welcome
{
    public static async Task InAsync(HttpContext http, SessionCookies<StaffRealm> cookies, SignedUp signedUp)
    {
        await cookies.WriteAsync(http, signedUp.Session);
        SignUpCookie.Clear(http);
    }

    public static string PageFor(SignedUp signedUp, string? wanted)
    {
        if (wanted is not null and not "/select")
            return wanted;
        return signedUp.Slug is { } slug ? $"/{slug}" : "/select";
    }
}
