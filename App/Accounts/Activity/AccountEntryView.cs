namespace App.Accounts;

/// <summary>Represents an entry about an account, as its owner sees it.</summary>
/// <param name="Action">The name of the operation, such as password.change.</param>
/// <param name="Refused">True if it was refused: a wrong password, or a denied action.</param>
/// <param name="Origin">The place, if it is known, and the IP address; null for background work.</param>
/// <param name="UserAgent">The browser or program.</param>
public sealed record AccountEntryView(
    Id<AccountEntry> Id, DateTimeOffset At, string Action, bool Refused, string? Origin, string? UserAgent)
{
    /// <summary>The label of entries about a second factor that was wrong. Their operation succeeds, so that it counts.</summary>
    static readonly string[] Refusals = ["Second factor refused", "Passkey refused", "Code refused"];

    public static AccountEntryView Of(AccountEntry row, Places places) => new(
        row.Id, row.At, row.Action, row.Outcome == AuditOutcome.Denied || Refusals.Contains(row.EntityLabel),
        row.Address is null ? null : places.Describe(row.Address.ToString()), row.UserAgent);
}
