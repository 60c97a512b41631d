namespace App.EmailLog;

/// <summary>
/// Names the headers that prove that a delivery report is from Resend. The scheme is Svix's, which is Standard Webhooks
/// (<see cref="StandardWebhook"/>) with other header names.
/// </summary>
public static class ResendHeaders
{
    public const string Id = "svix-id", Timestamp = "svix-timestamp", Signature = "svix-signature";
}
