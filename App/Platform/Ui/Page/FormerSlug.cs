namespace App.Platform.Ui;

/// <summary>
/// Redirects from a slug that an organization had before. The redirect is temporary, because the organization can take that slug
/// back.
/// </summary>
public static class FormerSlug
{
    /// <summary>Returns the local URL of the same page, with the beginning of its path replaced.</summary>
    /// <param name="uri">Absolute URL of the page.</param>
    /// <param name="former">Beginning of the path, such as <c>/acme</c> or <c>/s/acme</c>.</param>
    /// <param name="current">New beginning of the path.</param>
    public static string Replaced(string uri, string former, string current)
    {
        var page = new Uri(uri);
        var rest = page.AbsolutePath.Length > former.Length ? page.AbsolutePath[former.Length..] : "";
        return LocalUrl.Or(current + rest + page.Query, current);
    }
}
