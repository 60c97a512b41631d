using System.Text;
using App.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace App.Storefront;

/// <summary>
/// Maps the storefront routes that are not pages: the stylesheet, the logo, the sign-out form, and the form with which staff
/// upload a logo.
/// </summary>
static class StorefrontEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/s/{slug}/theme/{hash}.css", StylesheetAsync).AllowAnonymous();
        routes.MapGet("/s/{slug}/logo/{hash}", LogoAsync).AllowAnonymous();
        routes.MapPost("/s/{slug}/logout", SignOutAsync).AllowAnonymous();
        routes.MapPost("/{slug}/storefront/logo", UploadLogoAsync).WithMetadata(new RateLimitedAttribute(Limit.Upload.Name));
    }

    static async Task<IResult> StylesheetAsync(
        string slug, string hash, HttpContext context, GetStylesheet get, CancellationToken ct)
    {
        var found = await get.ExecuteAsync(new(), ct);
        if (!found.Succeeded)
            return TypedResults.NotFound();
        if (found.Value.Hash != hash) // requested by a page that was rendered before the change
            return TypedResults.LocalRedirect($"/s/{slug}/theme/{found.Value.Hash}.css");
        CacheForAYear(context);
        return TypedResults.Bytes(
            Encoding.UTF8.GetBytes(found.Value.Sheet), "text/css; charset=utf-8", entityTag: TagOf(found.Value.Hash));
    }

    static async Task<IResult> LogoAsync(string slug, string hash, HttpContext context, GetLogo get, CancellationToken ct)
    {
        var found = await get.ExecuteAsync(new(), ct);
        if (!found.Succeeded)
            return TypedResults.NotFound();
        if (found.Value.Hash != hash)
            return TypedResults.LocalRedirect($"/s/{slug}/logo/{found.Value.Hash}");
        CacheForAYear(context);
        return TypedResults.Bytes(found.Value.File, found.Value.Type, entityTag: TagOf(found.Value.Hash));
    }

    /// <summary>
    /// Lets browsers cache the response for a year. The URL contains a hash of the content, so a change gets a new URL.
    /// </summary>
    static void CacheForAYear(HttpContext context) =>
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";

    /// <summary>
    /// Returns a tag that is weak, because a proxy may compress the file. The hash of the content is its version, so conditional
    /// requests work without a date.
    /// </summary>
    static EntityTagHeaderValue TagOf(string hash) => new($"\"{hash}\"", isWeak: true);

    static async Task<IResult> SignOutAsync(
        string slug, HttpContext context, IAntiforgery antiforgery, EndShopperSession end,
        SessionCookies<ShopperRealm> cookies, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        await end.ExecuteAsync(new(), null, ct); // fails for visitors who are not signed in, which is fine
        cookies.SignOut(context);
        return TypedResults.LocalRedirect($"/s/{slug}");
    }

    /// <summary>
    /// Replaces the logo with the uploaded file, or removes it if the form has <c>remove</c>. Redirects to the settings page and
    /// passes the outcome in <c>?logo=</c>.
    /// </summary>
    static async Task<Results<RedirectHttpResult, BadRequest>> UploadLogoAsync(
        string slug, HttpContext context, IAntiforgery antiforgery, UpdateStorefront update, CancellationToken ct)
    {
        if (context.Request.ContentLength is not <= 2 * LogoFile.LargestBytes)
            return BackToSettings(slug, "too_large");
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        var form = await context.Request.ReadFormAsync(ct);
        var upload = form.Files.GetFile("logo");
        var remove = form["remove"].Count > 0;
        if (upload is null && !remove)
            return BackToSettings(slug, "none");
        using var file = new MemoryStream();
        if (upload is not null)
            await upload.CopyToAsync(file, ct);
        var updated = await update.ExecuteAsync(new() { Logo = remove ? null : file.ToArray() }, null, ct);
        if (updated.Succeeded)
            return BackToSettings(slug, "saved");
        return BackToSettings(slug, updated.Problem.Status == 400 ? "refused" : updated.Problem.Code);
    }

    static RedirectHttpResult BackToSettings(string slug, string outcome) =>
        TypedResults.LocalRedirect($"/{slug}/storefront?logo={outcome}");
}
