namespace App.Accounts;

/// <summary>An account as the API, the pages and the audit log show it.</summary>
/// <param name="Verified">True if the owner has verified the email address.</param>
public sealed record AccountView(Id<Account> Id, string Name, string Email, bool Verified)
{
    public static AccountView Of(Account account) =>
        new(new(account.Id), account.Name, account.Email ?? "", account.EmailConfirmed);
}
