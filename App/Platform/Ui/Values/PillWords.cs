namespace App.Platform.Ui;

public enum Tone { Neutral, Info, Success, Warning, Danger }

/// <summary>The shape beside the word tells the kind as well as the color does: done, going on, not begun, gone wrong or ended.</summary>
public enum Mark { Filled, Half, Ring, Cross }

public sealed record PillWord(string Text, Tone Tone, Mark Mark);

/// <summary>The one vocabulary of states: a state looks and reads the same on every page.</summary>
public static class PillWords
{
    static readonly Dictionary<string, PillWord> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        // orders
        ["draft"] = new("Draft", Tone.Neutral, Mark.Ring),
        ["placed"] = new("To fulfill", Tone.Info, Mark.Ring),
        ["partially_fulfilled"] = new("Partly fulfilled", Tone.Warning, Mark.Half),
        ["fulfilled"] = new("Fulfilled", Tone.Success, Mark.Filled),
        ["canceled"] = new("Canceled", Tone.Neutral, Mark.Cross),
        // the same orders, as those see them who wait for the goods
        ["ordered"] = new("Ordered", Tone.Info, Mark.Ring),
        ["partly_shipped"] = new("Partly shipped", Tone.Warning, Mark.Half),
        ["shipped"] = new("Shipped", Tone.Success, Mark.Filled),
        // deliveries and attempts
        ["pending"] = new("Pending", Tone.Info, Mark.Ring),
        ["retrying"] = new("Retrying", Tone.Warning, Mark.Half),
        ["delivered"] = new("Delivered", Tone.Success, Mark.Filled),
        ["exhausted"] = new("Gave up", Tone.Danger, Mark.Cross),
        ["failing"] = new("Failing", Tone.Danger, Mark.Half),
        ["enabled"] = new("Enabled", Tone.Success, Mark.Filled),
        ["disabled"] = new("Disabled", Tone.Neutral, Mark.Cross),
        // mails
        ["queued"] = new("Waiting", Tone.Neutral, Mark.Ring),
        ["sent"] = new("Sent", Tone.Info, Mark.Half),
        ["bounced"] = new("Bounced", Tone.Danger, Mark.Cross),
        ["complained"] = new("Complained", Tone.Danger, Mark.Cross),
        // jobs
        ["enqueued"] = new("Queued", Tone.Neutral, Mark.Ring),
        ["scheduled"] = new("Scheduled", Tone.Neutral, Mark.Ring),
        ["running"] = new("Running", Tone.Info, Mark.Half),
        ["succeeded"] = new("Succeeded", Tone.Success, Mark.Filled),
        ["failed"] = new("Failed", Tone.Danger, Mark.Cross),
        ["discarded"] = new("Discarded", Tone.Neutral, Mark.Cross),
        // members and invitations
        ["invited"] = new("Invited", Tone.Info, Mark.Ring),
        ["accepted"] = new("Accepted", Tone.Success, Mark.Filled),
        ["active"] = new("Active", Tone.Success, Mark.Filled),
        ["suspended"] = new("Suspended", Tone.Warning, Mark.Cross),
        // keys and sessions
        ["expiring"] = new("Expires soon", Tone.Warning, Mark.Half),
        ["expired"] = new("Expired", Tone.Neutral, Mark.Cross),
        ["revoked"] = new("Revoked", Tone.Danger, Mark.Cross),
        // products, customers, stock
        ["archived"] = new("Archived", Tone.Neutral, Mark.Cross),
        ["in_stock"] = new("In stock", Tone.Success, Mark.Filled),
        ["low_stock"] = new("Low", Tone.Warning, Mark.Half),
        ["few_left"] = new("Few left", Tone.Warning, Mark.Half),
        ["out_of_stock"] = new("Out of stock", Tone.Danger, Mark.Cross),
        ["default"] = new("Default", Tone.Info, Mark.Filled),
        ["on_hold"] = new("On hold", Tone.Warning, Mark.Cross),
        // audit outcomes
        ["denied"] = new("Denied", Tone.Danger, Mark.Cross),
        ["refused"] = new("Refused", Tone.Warning, Mark.Cross),
    };

    public static IReadOnlyCollection<string> States => Words.Keys;

    /// <summary>An unknown state is shown as it stands, neutral: a new state must never break a page.</summary>
    public static PillWord For(string state) =>
        Words.TryGetValue(state, out var word) ? word : new PillWord(Plain(state), Tone.Neutral, Mark.Ring);

    static string Plain(string state) =>
        state.Length == 0 ? "Unknown" : char.ToUpperInvariant(state[0]) + state[1..].Replace('_', ' ');
}
