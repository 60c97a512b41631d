using App.Accounts;

namespace App.Organizations;

public enum MemberStatus { Active, Suspended, Removed }

/// <summary>Represents the membership of an account in an organization, with a role.</summary>
public sealed class Member : IOwned, IIdentified
{
    public static string IdPrefix => "mem";

    Member() { }

    public static Member Join(Guid accountId, Role role, DateTimeOffset now) => new()
    {
        Id = Id<Member>.New(now),
        AccountId = accountId,
        Role = role,
        Status = MemberStatus.Active,
        JoinedAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<Member> Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Role Role { get; private set; }
    public MemberStatus Status { get; private set; }
    public DateTimeOffset JoinedAt { get; private set; }

    /// <summary>Gets the time of the last change. The database sets it; see <see cref="ListedTables"/>.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public void Take(Role role) => Role = role;

    /// <summary>Takes the access away until <see cref="Reinstate"/>. Role and API keys are kept.</summary>
    public void Suspend() => Status = MemberStatus.Suspended;

    public void Reinstate() => Status = MemberStatus.Active;

    public void Leave() => Status = MemberStatus.Removed;

    public void Return(Role role, DateTimeOffset now)
    {
        Role = role;
        Status = MemberStatus.Active;
        JoinedAt = now;
    }
}
