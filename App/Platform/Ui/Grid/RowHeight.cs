namespace App.Platform.Ui;

/// <summary>
/// Reads how high the rows of lists are in this browser. lists.js stores the choice as a cookie, so the server renders the right
/// height at once.
/// </summary>
public static class RowHeight
{
    const string Cookie = "row_height", Compact = "compact";

    /// <summary>Returns "compact", or null for the regular height.</summary>
    public static string? Of(HttpContext http) => http.Request.Cookies[Cookie] == Compact ? Compact : null;
}
