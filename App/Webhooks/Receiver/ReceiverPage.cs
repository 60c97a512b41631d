using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace App.Webhooks;

/// <summary>The receiver's page: plain HTML, no script.</summary>
static class ReceiverPage
{
    const int Shown = 100;

    public static string Of(ReceiverState state)
    {
        var html = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Sample receiver</title>
            <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css"><link rel="stylesheet" href="/css/controls.css"><link rel="stylesheet" href="/css/dev.css"></head>
            <body><main class="dev">
            <h1>Sample receiver</h1>
            <p>Point a webhook endpoint at this address, and what arrives is verified and shown here, the latest first. It lives in Development only and forgets all when the app ends.
            <a href="receiver.json">As JSON</a> · <a href="receiver">Refresh</a></p>
            <p><strong>{state.Count}</strong> received, <strong>{state.Verified}</strong> verified.</p>
            <form class="actions" method="post" action="receiver/fail">
            <label>Fail the next <input class="input" name="count" type="number" min="0" max="100000" value="{Math.Max(state.FailNext, 1)}"></label> <button class="btn secondary">Fail them</button>
            {(state.FailNext > 0 ? $"<span>Failing the next {state.FailNext}.</span>" : "")}
            </form>

            """));
        if (state.Deliveries.Count == 0)
            html.AppendLine("<p>Nothing has arrived yet.</p>");
        foreach (var one in state.Deliveries.Take(Shown))
            Append(html, one);
        if (state.Deliveries.Count > Shown)
            html.AppendLine(CultureInfo.InvariantCulture, $"<p>The JSON has {state.Deliveries.Count - Shown} more.</p>");
        return html.Append("</main></body></html>").ToString();
    }

    static void Append(StringBuilder html, Received one)
    {
        var headers = string.Join('\n', one.Headers.Select(header => $"{header.Key}: {header.Value}"));
        html.AppendLine(CultureInfo.InvariantCulture, $"""
            <details>
            <summary>{(one.Verified ? "✓ verified" : "✗ not verified")} · <strong>{Encode(one.Type ?? "unknown type")}</strong> · {Encode(one.Id ?? "no webhook-id")} · answered {one.Status} · {one.ReceivedAt:HH:mm:ss}</summary>
            <p>webhook-signature {Word(one.Standard)} · X-Webhook-Signature {Word(one.Simple)}{(one.Old is { } old ? $" · X-Webhook-Signature-Old {Word(old)}" : "")} · endpoint {Encode(one.EndpointId ?? "unknown")} · {Encode(one.Path)}</p>
            <pre>{Encode(headers)}</pre>
            <pre>{Encode(one.Body)}</pre>
            </details>
            """);
    }

    static string Word(bool right) => right ? "right" : "wrong";

    static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
