using App.SignIn;

namespace App.Accounts;

/// <summary>A one-time code and link that were sent to an account or to the address of one.</summary>
public sealed class StaffEmailCode : EmailCode
{
    /// <summary>Gets the account; null for an address without one.</summary>
    public Guid? AccountId { get; init; }

    public override Guid? OwnerId => AccountId;

    /// <summary>Gets the organization to create after the sign-up, as JSON.</summary>
    public string? Details { get; internal set; }
}
