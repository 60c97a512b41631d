namespace App.Accounts;

/// <summary>Reports that too many wrong passwords have locked an account.</summary>
/// <param name="AccountId">The locked account.</param>
/// <param name="Until">The end of the lock.</param>
public sealed record AccountLocked(Guid AccountId, DateTimeOffset Until) : IAccountEvent
{
    public static string Type => "account.locked";
}
