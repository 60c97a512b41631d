namespace App.Platform.Ui;

public enum Tone { Neutral, Info, Success, Warning, Danger }

/// <summary>
/// Lists the shapes beside a status, which distinguish states without color: done (filled), in progress (half), not started
/// (ring), failed or ended (cross).
/// </summary>
public enum Shape { Filled, Half, Ring, Cross }

public sealed record StatusName(string Text, Tone Tone, Shape Shape);

/// <summary>Maps every state to its display name, color and shape, so a state looks the same on every page.</summary>
public static class StatusNames
{
    static readonly Dictionary<string, StatusName> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        // orders
        ["draft"] = new("Draft", Tone.Neutral, Shape.Ring),
        ["placed"] = new("To fulfill", Tone.Info, Shape.Ring),
        ["partially_fulfilled"] = new("Partially fulfilled", Tone.Warning, Shape.Half),
        ["fulfilled"] = new("Fulfilled", Tone.Success, Shape.Filled),
        ["canceled"] = new("Canceled", Tone.Neutral, Shape.Cross),
        // orders as customers see them in the storefront
        ["ordered"] = new("Ordered", Tone.Info, Shape.Ring),
        ["partly_shipped"] = new("Partially shipped", Tone.Warning, Shape.Half),
        ["shipped"] = new("Shipped", Tone.Success, Shape.Filled),
        // deliveries and attempts
        ["pending"] = new("Pending", Tone.Info, Shape.Ring),
        ["retrying"] = new("Retrying", Tone.Warning, Shape.Half),
        ["delivered"] = new("Delivered", Tone.Success, Shape.Filled),
        ["exhausted"] = new("Failed", Tone.Danger, Shape.Cross),
        ["failing"] = new("Failing", Tone.Danger, Shape.Half),
        ["enabled"] = new("Enabled", Tone.Success, Shape.Filled),
        ["disabled"] = new("Disabled", Tone.Neutral, Shape.Cross),
        // emails
        ["queued"] = new("Queued", Tone.Neutral, Shape.Ring),
        ["sent"] = new("Sent", Tone.Info, Shape.Half),
        ["bounced"] = new("Bounced", Tone.Danger, Shape.Cross),
        ["complained"] = new("Marked as spam", Tone.Danger, Shape.Cross),
        // jobs
        ["enqueued"] = new("Queued", Tone.Neutral, Shape.Ring),
        ["scheduled"] = new("Scheduled", Tone.Neutral, Shape.Ring),
        ["running"] = new("Running", Tone.Info, Shape.Half),
        ["succeeded"] = new("Succeeded", Tone.Success, Shape.Filled),
        ["failed"] = new("Failed", Tone.Danger, Shape.Cross),
        ["discarded"] = new("Discarded", Tone.Neutral, Shape.Cross),
        // members and invitations
        ["invited"] = new("Invited", Tone.Info, Shape.Ring),
        ["accepted"] = new("Accepted", Tone.Success, Shape.Filled),
        ["active"] = new("Active", Tone.Success, Shape.Filled),
        ["suspended"] = new("Suspended", Tone.Warning, Shape.Cross),
        // keys and sessions
        ["expiring"] = new("Expires soon", Tone.Warning, Shape.Half),
        ["expired"] = new("Expired", Tone.Neutral, Shape.Cross),
        ["revoked"] = new("Revoked", Tone.Danger, Shape.Cross),
        // products, customers, stock
        ["archived"] = new("Archived", Tone.Neutral, Shape.Cross),
        ["in_stock"] = new("In stock", Tone.Success, Shape.Filled),
        ["low_stock"] = new("Low", Tone.Warning, Shape.Half),
        ["few_left"] = new("Few left", Tone.Warning, Shape.Half),
        ["out_of_stock"] = new("Out of stock", Tone.Danger, Shape.Cross),
        ["default"] = new("Default", Tone.Info, Shape.Filled),
        ["on_hold"] = new("On hold", Tone.Warning, Shape.Cross),
        // audit outcomes
        ["denied"] = new("Denied", Tone.Danger, Shape.Cross),
        ["refused"] = new("Refused", Tone.Warning, Shape.Cross),
    };

    public static IReadOnlyCollection<string> States => Names.Keys;

    /// <summary>
    /// Returns the display name of a state. An unknown state is shown as is, in neutral, so a new state never breaks a page.
    /// </summary>
    public static StatusName For(string state) =>
        Names.TryGetValue(state, out var name) ? name : new StatusName(Plain(state), Tone.Neutral, Shape.Ring);

    static string Plain(string state) =>
        state.Length == 0 ? "Unknown" : char.ToUpperInvariant(state[0]) + state[1..].Replace('_', ' ');
}
