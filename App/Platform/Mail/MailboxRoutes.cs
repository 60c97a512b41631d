using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace App.Platform;

/// <summary>The Development mailbox: what would have been mailed, as a page and as JSON. Mapped in Development only.</summary>
static class MailboxRoutes
{
    public static void MapMailbox(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;
        app.MapGet("/dev/mail", async (Mailbox mailbox, string? to, CancellationToken ct) =>
            Results.Content(PageOf(await mailbox.ListAsync(to, ct)), "text/html", Encoding.UTF8)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/dev/mail.json", async (Mailbox mailbox, string? to, CancellationToken ct) =>
            Results.Json(new { data = await mailbox.ListAsync(to, ct) }, Json.Options)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/dev/mail/{id:guid}.html", HtmlAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The HTML of one mail, boxed in: no script, no form, no request of its own.</summary>
    static async Task<IResult> HtmlAsync(Guid id, Mailbox mailbox, HttpContext context, CancellationToken ct)
    {
        if ((await mailbox.ListAsync(null, ct)).SingleOrDefault(mail => mail.Id == id) is not { } found)
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return Results.Content(found.Html, "text/html", Encoding.UTF8);
    }

    static string PageOf(IReadOnlyList<MailView> mails)
    {
        var html = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mailbox</title>
            <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css"><link rel="stylesheet" href="/css/controls.css"><link rel="stylesheet" href="/css/dev.css"></head>
            <body><main class="dev">
            <h1>Mailbox</h1>
            <p>In Development no mail leaves: each is shown here, the latest first. <a href="/dev/mail.json">As JSON</a> · <a href="/dev/mail">Refresh</a></p>

            """);
        if (mails.Count == 0)
            html.AppendLine("<p>No mail yet.</p>");
        foreach (var mail in mails)
            html.AppendLine(CultureInfo.InvariantCulture, $"""
                <details>
                <summary><strong>{Encode(mail.Subject)}</strong> · to {Encode(mail.To)} · {mail.CreatedAt:yyyy-MM-dd HH:mm:ss}</summary>
                <pre class="pre-wrap">{Linked(mail.Text)}</pre>
                <iframe title="The mail as HTML" src="/dev/mail/{mail.Id}.html" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>
                </details>
                """);
        return html.Append("</main></body></html>").ToString();
    }

    /// <summary>Addresses on a line of their own become links.</summary>
    static string Linked(string text) => string.Join('\n', text.Split('\n').Select(line =>
        Uri.TryCreate(line.Trim(), UriKind.Absolute, out var link) && link.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? $"<a href=\"{Encode(link.AbsoluteUri)}\">{Encode(line.Trim())}</a>"
            : Encode(line)));

    static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
