using App.Platform;

namespace App.Accounts;

/// <summary>Jobs that follow from what happens to accounts.</summary>
public static class AccountJobs
{
    /// <summary>An account was locked out. Its subject is the account; organizations handle it.</summary>
    public static readonly JobKind Locked = new("account.locked", JobQueues.Maintenance)
    {
        Title = "Tell owners that an account was locked",
    };
}
