namespace App.Platform.Http;

/// <summary>
/// Provides the id of a request, which is shown in the Request-Id header, problems, the log and the audit entry.
/// </summary>
public static class RequestId
{
    public const string Header = "Request-Id";

    /// <summary>Returns the client's own id if it sent a valid one, otherwise a generated id.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Items[Header] is string known)
            return known;
        var sent = context.Request.Headers[Header].ToString();
        var isValid = sent.Length is > 0 and <= 64 && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        var id = isValid ? sent : $"req_{context.TraceIdentifier.Replace(':', '_')}";
        context.Items[Header] = id;
        return id;
    }
}
