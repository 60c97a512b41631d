using App.Platform;

namespace App.Accounts;

/// <summary>An account was locked. What its organizations do about it, they know.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Until">When the lock ends; tells one from the next.</param>
public sealed record AccountLocked(Guid AccountId, DateTimeOffset Until) : IWork
{
    public static string Kind => "account.locked";
}
