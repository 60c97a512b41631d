using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace App.Platform.Email;

/// <summary>
/// Maps the Development mailbox, which shows the emails that would have been sent, as a page and as JSON. Other environments do
/// not have it.
/// </summary>
static class MailboxRoutes
{
    public static void MapMailbox(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;
        app.MapGet("/dev/mail", async (Mailbox mailbox, string? to, CancellationToken ct) =>
            TypedResults.Content(PageOf(await mailbox.ListAsync(to, ct)), "text/html", Encoding.UTF8))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/dev/mail.json", async Task<IResult> (Mailbox mailbox, string? to, CancellationToken ct) =>
            TypedResults.Json(new { data = await mailbox.ListAsync(to, ct) }, Json.Options))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/dev/mail/{id:guid}.html", HtmlAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Returns the HTML of one email in a sandbox: it can run no script, submit no form and load nothing.</summary>
    static async Task<IResult> HtmlAsync(Guid id, Mailbox mailbox, HttpContext context, CancellationToken ct)
    {
        if ((await mailbox.ListAsync(null, ct)).SingleOrDefault(email => email.Id == id) is not { } found)
            return TypedResults.NotFound();
        context.Response.Headers.ContentSecurityPolicy =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; " +
            "frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return TypedResults.Content(found.Html, "text/html", Encoding.UTF8);
    }

    static string PageOf(IReadOnlyList<EmailView> emails)
    {
        var html = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mailbox</title>
            <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css">
            <link rel="stylesheet" href="/css/controls.css"><link rel="stylesheet" href="/css/dev.css"></head>
            <body><main class="dev">
            <h1>Mailbox</h1>
            <p>Emails are not sent in Development. They appear here instead, newest first.
            <a href="/dev/mail.json">View as JSON</a> · <a href="/dev/mail">Refresh</a></p>

            """);
        if (emails.Count == 0)
            html.AppendLine("<p>No emails yet.</p>");
        foreach (var email in emails)
            html.AppendLine(CultureInfo.InvariantCulture, $"""
                <details>
                <summary>
                <strong>{Encode(email.Subject)}</strong> · to {Encode(email.To)} · {email.CreatedAt:yyyy-MM-dd HH:mm:ss}
                </summary>
                <pre class="pre-wrap">{Linked(email.Text)}</pre>
                <iframe title="The email as HTML" src="/dev/mail/{email.Id}.html"
                    sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>
                </details>
                """);
        return html.Append("</main></body></html>").ToString();
    }

    /// <summary>Turns every URL that has a line of its own into a link.</summary>
    static string Linked(string text) => string.Join('\n', text.Split('\n').Select(line =>
        Uri.TryCreate(line.Trim(), UriKind.Absolute, out var link) && link.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? $"<a href=\"{Encode(link.AbsoluteUri)}\">{Encode(line.Trim())}</a>"
            : Encode(line)));

    static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
