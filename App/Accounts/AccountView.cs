namespace App.Accounts;

/// <summary>Represents an account in the API, on pages and in the audit log.</summary>
/// <param name="Verified">True if the email address has been verified.</param>
public sealed record AccountView(Id<Account> Id, string Name, string Email, bool Verified)
{
    public static AccountView Of(Account account) =>
        new(new(account.Id), account.Name, account.Email ?? "", account.EmailConfirmed);
}
