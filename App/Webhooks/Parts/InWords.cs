namespace App.Webhooks.Parts;

/// <summary>Describes responses, reasons and event types in words for people.</summary>
static class InWords
{
    public static string Of(int? status, string? error) => (status, error) switch
    {
        ({ } code, "redirect") => $"{code} (redirect)",
        ({ } code, "gone") => $"{code} Gone",
        ({ } code, _) => $"{code}",
        (null, "timeout") => $"No response in {WebhookSettings.Longest.TotalSeconds:0} s",
        (null, "connection_failed") => "Connection failed",
        (null, "connection_lost") => "Connection lost",
        (null, "tls_failed") => "TLS failed",
        (null, "name_not_found") => "Host not found",
        (null, "address_refused") => "Address not public",
        (null, null) => "Not attempted yet",
        _ => "Not sent",
    };

    public static string Of(DisabledReason? reason) => reason switch
    {
        DisabledReason.Gone => "It returned 410 Gone.",
        DisabledReason.Failing => $"It failed for {DisableFailing.Describe()}.",
        DisabledReason.Manual => "Someone disabled it.",
        _ => "",
    };

    public static string Types(IReadOnlyList<string> types) => types switch
    {
        [WebhookEndpoint.EveryType] => "Every event",
        [var only] => only,
        _ => $"{types.Count} event types",
    };
}
