namespace App.Exports;

/// <summary>
/// Maps the downloads of finished exports. Their links are signed, so no other credential is needed: the file is opened in the
/// name of the member who got the link.
/// </summary>
static class ExportEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet($"{ExportLinks.Path}/{{token}}", DownloadAsync).AllowAnonymous().ExcludeFromDescription();

    static async Task<IResult> DownloadAsync(
        string token, HttpContext context, ExportLinks links, IObjectStore store, Caller caller, IServiceScopeFactory scopes,
        CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (links.Read(token) is not { } target)
            return TypedResults.NotFound();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(
            () => new Credential.OnBehalf(target.OrganizationId, target.MemberId), caller.Address, caller.UserAgent,
            caller.RequestId, clientRequestId: caller.ClientRequestId);
        var found = await scope.ServiceProvider.GetRequiredService<DownloadExport>().ExecuteAsync(new(target.Id), null, ct);
        if (!found.Succeeded || await store.OpenAsync(found.Value.Path, ct) is not { } file)
            return TypedResults.NotFound();
        return TypedResults.File(file, found.Value.Type, found.Value.Name);
    }
}
