using App.SignIn;

namespace App.Accounts;

/// <summary>A one-time code and link that were sent to an account or to the address of one.</summary>
public sealed class StaffEmailCode : EmailCode
{
    /// <summary>Gets the account; null for an address without one.</summary>
    public Guid? AccountId { get; init; }

    public override Guid? OwnerId => AccountId;

    /// <summary>
    /// Gets the name that was entered at the sign-up. It becomes the account's when the code is used: a stranger who signs up
    /// with the same address does not change it.
    /// </summary>
    public string? SignUpName { get; private set; }

    /// <summary>Gets the hash of the password that was chosen at the sign-up; null after the sign-up was completed.</summary>
    public string? SignUpPasswordHash { get; private set; }

    /// <summary>Gets the organization to create after the sign-up, as JSON.</summary>
    public string? Details { get; private set; }

    internal override string? ChosenPasswordHash => SignUpPasswordHash;

    internal SignUpDetails? SignUp =>
        SignUpName is { } name && SignUpPasswordHash is { } hash ? new(name, hash, Details) : null;

    internal void Describe(SignUpDetails details)
    {
        SignUpName = details.Name;
        SignUpPasswordHash = details.PasswordHash;
        Details = details.Organization;
    }
}
