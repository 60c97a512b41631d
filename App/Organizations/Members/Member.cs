using App.Accounts;

namespace App.Organizations;

public enum MemberStatus { Active, Suspended, Removed }

/// <summary>Represents the membership of an account in an organization, with a role.</summary>
public sealed class Member : IOwned, IIdentified
{
    public static string IdPrefix => "mem";

    /// <summary>An offer of ownership can be accepted for this long.</summary>
    public static readonly TimeSpan OfferLifetime = TimeSpan.FromDays(7);

    Member() { }

    internal static Member Join(Guid accountId, RoleEntry role, DateTimeOffset now)
    {
        var member = new Member
        {
            Id = Id<Member>.New(now),
            AccountId = accountId,
            Status = MemberStatus.Active,
            JoinedAt = now,
        };
        member.Take(role);
        return member;
    }

    public Guid OrganizationId { get; private set; }
    public Id<Member> Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Role Role { get; private set; }

    /// <summary>Gets the ID of the custom role; null if the role is built-in.</summary>
    public Id<CustomRole>? CustomRoleId { get; private set; }

    /// <summary>Gets the custom role; null if the role is built-in. Every read of a row includes it.</summary>
    internal CustomRole? CustomRole { get; private set; }

    /// <summary>Gets the role, built-in or custom.</summary>
    internal RoleEntry Entry => CustomRole is { } custom ? RoleEntry.Of(custom) : RoleCatalog.Of(Role);
    public MemberStatus Status { get; private set; }

    /// <summary>Gets when an owner offered ownership; null without an open offer. It can be older than its lifetime.</summary>
    public DateTimeOffset? OwnershipOfferedAt { get; private set; }

    /// <summary>Gets the owner who offered it.</summary>
    public Id<Member>? OwnershipOfferedById { get; private set; }
    public DateTimeOffset JoinedAt { get; private set; }

    /// <summary>Gets the time of the last change. The database sets it; see <see cref="ListedTables"/>.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    internal void Take(RoleEntry role)
    {
        Role = role.Key.BuiltIn;
        CustomRoleId = role.Key.CustomId;
        CustomRole = role.Custom;
        EndOwnershipOffer();
    }

    /// <summary>Offers ownership. A later offer replaces an earlier one.</summary>
    public void OfferOwnership(Id<Member> offerer, DateTimeOffset now) =>
        (OwnershipOfferedAt, OwnershipOfferedById) = (now, offerer);

    public void EndOwnershipOffer() => (OwnershipOfferedAt, OwnershipOfferedById) = (null, null);

    /// <summary>Takes the access away until <see cref="Reinstate"/>. Role and API keys are kept.</summary>
    public void Suspend()
    {
        Status = MemberStatus.Suspended;
        EndOwnershipOffer();
    }

    public void Reinstate() => Status = MemberStatus.Active;

    public void Leave()
    {
        Status = MemberStatus.Removed;
        EndOwnershipOffer();
    }

    internal void Return(RoleEntry role, DateTimeOffset now)
    {
        Take(role);
        Status = MemberStatus.Active;
        JoinedAt = now;
    }
}
