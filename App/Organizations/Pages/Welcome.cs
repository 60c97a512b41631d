using App.Accounts;

namespace App.Organizations.Pages;

/// <summary>What the pages do for someone who has just finished signing up.</summary>
static class Welcome
{
    public static async Task InAsync(HttpContext http, SignedUp signedUp)
    {
        await StaffCookie.WriteAsync(http, signedUp.Session);
        ChallengeCookie.Clear(http);
    }

    public static string PageFor(SignedUp signedUp, string? wanted) => wanted is not null and not "/select" ? wanted : signedUp.Slug is { } slug ? $"/{slug}" : "/select";
}
