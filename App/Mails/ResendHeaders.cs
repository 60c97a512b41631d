namespace App.Mails;

/// <summary>
/// The headers that prove that a notice is Resend's. The scheme is Svix's, that is Standard Webhooks (<see cref="Platform.StandardWebhook"/>) under other names.
/// </summary>
public static class ResendHeaders
{
    public const string Id = "svix-id", Timestamp = "svix-timestamp", Signature = "svix-signature";
}
