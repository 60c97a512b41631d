namespace App.Webhooks.Parts;

/// <summary>What came back, in words for people.</summary>
static class InWords
{
    public static string Of(int? status, string? error) => (status, error) switch
    {
        ({ } code, null) => $"{code}",
        ({ } code, "redirect") => $"{code}, a redirect",
        ({ } code, "gone") => $"{code}, gone for good",
        ({ } code, _) => $"{code}",
        (null, "timeout") => "No answer in 10 s",
        (null, "connection_failed") => "No connection",
        (null, "connection_lost") => "Connection broke off",
        (null, "tls_failed") => "Certificate refused",
        (null, "name_not_found") => "Name not found",
        (null, "address_refused") => "Address not public",
        (null, null) => "Not tried yet",
        _ => "Not sent",
    };

    public static string Of(DisabledReason? reason) => reason switch
    {
        DisabledReason.Gone => "It answered 410: gone for good.",
        DisabledReason.Failing => "It failed for five days.",
        DisabledReason.Manual => "Someone switched it off.",
        _ => "",
    };

    public static string Types(IReadOnlyList<string> types) => types switch
    {
        [WebhookEndpoint.EveryType] => "Every event",
        [var one] => one,
        _ => $"{types.Count} types of event",
    };
}
