namespace App.Accounts;

/// <summary>Defines the jobs that follow changes to accounts.</summary>
public static class AccountJobs
{
    /// <summary>Runs after an account was locked. Its subject is the account; the Organizations feature handles it.</summary>
    public static readonly JobKind Locked = new("account.locked", JobQueues.Maintenance)
    {
        Title = "Notify owners of a locked account",
    };
}
