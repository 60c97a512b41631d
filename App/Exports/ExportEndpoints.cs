namespace App.Exports;

/// <summary>Maps the downloads of finished exports. Their links are signed, so no other credential is needed.</summary>
static class ExportEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet($"{ExportLinks.Path}/{{token}}", DownloadAsync).AllowAnonymous().ExcludeFromDescription();

    static async Task<IResult> DownloadAsync(
        string token, HttpContext context, ExportLinks links, IObjectStore store, IServiceScopeFactory scopes,
        CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (links.Read(token) is not { } target)
            return TypedResults.NotFound();
        await using var scope = scopes.CreateSystemScope(DownloadExport.Actor, target.OrganizationId);
        var found = await scope.ServiceProvider.GetRequiredService<DownloadExport>().ExecuteAsync(new(target.Id), null, ct);
        if (!found.Succeeded || await store.OpenAsync(found.Value.Path, ct) is not { } file)
            return TypedResults.NotFound();
        return TypedResults.File(file, found.Value.Type, found.Value.Name);
    }
}
