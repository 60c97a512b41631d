using App.SignIn;

namespace App.Accounts;

/// <summary>A browser or program from which an account has signed in.</summary>
public sealed class StaffDevice : KnownDevice
{
    public Guid AccountId { get; init; }

    public override Guid OwnerId => AccountId;
}
