using App.Docs.Errors;
using App.Docs.Reference;

namespace App.Docs;

/// <summary>
/// Serves the index of the search in the documentation. The script of the page reads it once and searches in the browser.
/// </summary>
static class DocsSearch
{
    public const string Address = "/docs/search.json";

    /// <summary>Describes something that can be found.</summary>
    /// <param name="Href">The path and fragment of the page.</param>
    /// <param name="Title">The text of the link.</param>
    /// <param name="Place">The page or group that it belongs to.</param>
    /// <param name="Words">More text that is searched.</param>
    public sealed record Entry(string Href, string Title, string Place, string Words);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, async (HttpContext http, ApiReference reference, ErrorGuide errors) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=300";
            return TypedResults.Json(Entries(await reference.GroupsAsync(), errors), Json.Options);
        }).AllowAnonymous();

    static IEnumerable<Entry> Entries(IReadOnlyList<ApiGroup> groups, ErrorGuide errors)
    {
        foreach (var page in DocsPages.All)
        {
            yield return new(page.Href, page.Title, "Page", page.Summary);
            foreach (var section in page.Sections)
                yield return new($"{page.Href}#{section.Id}", section.Title, page.Title, "");
        }
        foreach (var group in groups)
            foreach (var operation in group.Operations)
                yield return new(
                    $"{group.Href}#{operation.Anchor}", operation.Summary, $"API · {group.Title}",
                    $"{operation.Method} {operation.Path}");
        foreach (var entry in errors.All)
            yield return new($"/docs/errors/{entry.Code}", entry.Code, "Error", $"{entry.Problem.Status} {entry.Problem.Title}");
    }
}
