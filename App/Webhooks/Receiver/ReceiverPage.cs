using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace App.Webhooks;

/// <summary>Renders the page of the sample receiver: plain HTML without script.</summary>
static class ReceiverPage
{
    const int Shown = 100;

    public static string Of(ReceiverState state)
    {
        var html = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>Sample receiver</title>
            <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css">
            <link rel="stylesheet" href="/css/controls.css"><link rel="stylesheet" href="/css/dev.css">
            </head>
            <body><main class="dev">
            <h1>Sample receiver</h1>
            <p>Create a webhook endpoint with the URL of this page. The webhooks it receives are verified and listed here, newest
            first. The receiver exists only in Development, and the list is lost when the app stops.
            <a href="receiver.json">View as JSON</a> · <a href="receiver">Refresh</a></p>
            <p><strong>{state.Count}</strong> received, <strong>{state.Verified}</strong> verified.</p>
            <form class="actions" method="post" action="receiver/fail">
            <label>Webhooks to fail
            <input class="input" name="count" type="number" min="0" max="100000" value="{Math.Max(state.FailNext, 1)}"></label>
            <button class="btn secondary">Fail next webhooks</button>
            {(state.FailNext > 0 ? $"<span>The next {state.FailNext} will fail.</span>" : "")}
            </form>

            """));
        if (state.Deliveries.Count == 0)
            html.AppendLine("<p>No webhooks received yet.</p>");
        foreach (var webhook in state.Deliveries.Take(Shown))
            Append(html, webhook);
        if (state.Deliveries.Count > Shown)
            html.AppendLine(CultureInfo.InvariantCulture, $"<p>The JSON lists {state.Deliveries.Count - Shown} more.</p>");
        return html.Append("</main></body></html>").ToString();
    }

    static void Append(StringBuilder html, Received webhook)
    {
        var verified = webhook.Verified ? "✓ verified" : "✗ not verified";
        var type = Encode(webhook.Type ?? "unknown type");
        var id = Encode(webhook.Id ?? "no webhook-id");
        var old = webhook.Old is { } valid ? $" · X-Webhook-Signature-Old {Validity(valid)}" : "";
        var endpoint = Encode(webhook.EndpointId ?? "unknown");
        var headers = string.Join('\n', webhook.Headers.Select(header => $"{header.Key}: {header.Value}"));
        html.AppendLine(CultureInfo.InvariantCulture, $"""
            <details>
            <summary>{verified} · <strong>{type}</strong> · {id}
            · answered {webhook.Status} · {webhook.ReceivedAt:HH:mm:ss}</summary>
            <p>webhook-signature {Validity(webhook.Standard)} · X-Webhook-Signature {Validity(webhook.Simple)}{old}
            · endpoint {endpoint} · {Encode(webhook.Path)}</p>
            <pre>{Encode(headers)}</pre>
            <pre>{Encode(webhook.Body)}</pre>
            </details>
            """);
    }

    static string Validity(bool valid) => valid ? "valid" : "invalid";

    static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
