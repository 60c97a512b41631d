using App.SignIn;

namespace App.Accounts;

/// <summary>A signed-in browser or program of an account.</summary>
public sealed class StaffSession : Session
{
    public Guid AccountId { get; init; }

    public override Guid OwnerId => AccountId;

    /// <summary>Gets the organization that was selected last. API calls act in it, because they contain no slug.</summary>
    public Guid? OrganizationId { get; private set; }

    /// <summary>
    /// Gets when the session last confirmed a second factor, or an emailed code if the account has none; null if it never did.
    /// </summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    public void Choose(Guid organizationId) => OrganizationId = organizationId;

    public void Prove(DateTimeOffset now) => ProvedAt = now;
}
