using App.Platform;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace App.Storefront;

/// <summary>What of the storefront is no page: its sheet and logo, the sign-out form, and the form by which staff send a logo.</summary>
static class StorefrontEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/s/{slug}/theme/{hash}.css", SheetAsync).AllowAnonymous();
        routes.MapGet("/s/{slug}/logo/{hash}", LogoAsync).AllowAnonymous();
        routes.MapPost("/s/{slug}/logout", SignOutAsync).AllowAnonymous();
        routes.MapPost("/{slug}/storefront/logo", SendLogoAsync);
    }

    static async Task<IResult> SheetAsync(string slug, string hash, HttpContext context, GetSheet get, CancellationToken ct)
    {
        var found = await get.ExecuteAsync(new(), ct);
        if (!found.Succeeded)
            return TypedResults.NotFound();
        if (found.Value.Hash != hash)
            return TypedResults.LocalRedirect($"/s/{slug}/theme/{found.Value.Hash}.css"); // a page from before the change
        KeepForGood(context);
        return TypedResults.Text(found.Value.Sheet, "text/css; charset=utf-8");
    }

    static async Task<IResult> LogoAsync(string slug, string hash, HttpContext context, GetLogo get, CancellationToken ct)
    {
        var found = await get.ExecuteAsync(new(), ct);
        if (!found.Succeeded)
            return TypedResults.NotFound();
        if (found.Value.Hash != hash)
            return TypedResults.LocalRedirect($"/s/{slug}/logo/{found.Value.Hash}");
        KeepForGood(context);
        return TypedResults.Bytes(found.Value.File, found.Value.Type);
    }

    static void KeepForGood(HttpContext context) => context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";

    static async Task<IResult> SignOutAsync(string slug, HttpContext context, IAntiforgery antiforgery, EndShopperSession end, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        await end.ExecuteAsync(new(), null, ct); // nobody signed in: nothing to end
        ShopperCookie.Clear(context, slug);
        return TypedResults.LocalRedirect($"/s/{slug}");
    }

    /// <summary>Comes back to the page with what was wrong, if anything; without a file the logo is taken away.</summary>
    static async Task<Results<RedirectHttpResult, BadRequest>> SendLogoAsync(string slug, HttpContext context, IAntiforgery antiforgery, UpdateStorefront update, CancellationToken ct)
    {
        if (context.Request.ContentLength is not <= 2 * LogoFile.LargestBytes)
            return TypedResults.LocalRedirect($"/{slug}/storefront?logo=too_large");
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        var form = await context.Request.ReadFormAsync(ct);
        var sent = form.Files.GetFile("logo");
        if (sent is null && form["remove"].Count == 0)
            return TypedResults.LocalRedirect($"/{slug}/storefront?logo=none");
        using var file = new MemoryStream();
        if (sent is not null)
            await sent.CopyToAsync(file, ct);
        var done = await update.ExecuteAsync(new() { Logo = form["remove"].Count > 0 ? null : file.ToArray() }, null, ct);
        return TypedResults.LocalRedirect($"/{slug}/storefront?logo={(done.Succeeded ? "saved" : done.Problem.Status == 400 ? "refused" : done.Problem.Code)}");
    }
}
