namespace App.Platform;

/// <summary>One name for a request: in the Request-Id header, in problems, in the log and in the audit entry.</summary>
public static class RequestId
{
    public const string Header = "Request-Id";

    /// <summary>The caller's own id when it sent a decent one, else ours.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Items[Header] is string known)
            return known;
        var sent = context.Request.Headers[Header].ToString();
        var id = sent.Length is > 0 and <= 64 && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? sent : $"req_{context.TraceIdentifier.Replace(':', '_')}";
        context.Items[Header] = id;
        return id;
    }
}
