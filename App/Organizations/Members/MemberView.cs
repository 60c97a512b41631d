using App.Accounts;

namespace App.Organizations;

/// <summary>Represents a member of the organization.</summary>
/// <param name="Role">Name of a built-in role, such as <c>packer</c>; ID of a custom one.</param>
/// <param name="RoleName">The name of the role on pages.</param>
/// <param name="Status">Whether the member has access: suspended members have none until they are reinstated.</param>
/// <param name="OwnershipOfferedAt">
/// When an owner offered to make the member an owner, too; null without an open offer. An offer is valid for seven days.
/// </param>
public sealed record MemberView(
    Id<Member> Id, string Name, string Email, RoleKey Role, string RoleName, MemberStatus Status, DateTimeOffset JoinedAt,
    DateTimeOffset? OwnershipOfferedAt)
{
    public static MemberView Of(Member member, AccountView? account) =>
        new(member.Id, account?.Name ?? "", account?.Email ?? "", member.Entry.Key, member.Entry.Name,
            member.Status, member.JoinedAt, member.OwnershipOfferedAt);
}
