namespace App.Platform.Http;

/// <summary>
/// Provides the id of a request, which is shown in the Request-Id header, problems, the log and the audit entry. It is always our
/// own: an id that the client chose could imitate that of another request. The audit entry keeps the client's beside it.
/// </summary>
public static class RequestId
{
    public const string Header = "Request-Id";

    /// <summary>Returns our id of the request.</summary>
    public static string Of(HttpContext context) => $"req_{context.TraceIdentifier.Replace(':', '_')}";

    /// <summary>Returns the id that the client sent; null if it sent none, or no text of at most 64 characters.</summary>
    public static string? OfClient(HttpContext context)
    {
        var sent = context.Request.Headers[Header].ToString();
        var isValid = sent.Length is > 0 and <= 64 && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return isValid ? sent : null;
    }
}
