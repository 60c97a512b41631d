using App.SignIn;

namespace App.Accounts;

/// <summary>A change of an account's email address.</summary>
public sealed class StaffEmailChange : EmailChange
{
    public Guid AccountId { get; init; }

    public override Guid OwnerId => AccountId;
}
