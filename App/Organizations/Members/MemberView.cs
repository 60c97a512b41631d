using App.Accounts;

namespace App.Organizations;

/// <summary>Represents a member of the organization.</summary>
/// <param name="Status">Whether the member has access: suspended members have none until they are reinstated.</param>
public sealed record MemberView(
    Id<Member> Id, string Name, string Email, Role Role, MemberStatus Status, DateTimeOffset JoinedAt)
{
    public static MemberView Of(Member member, AccountView? account) =>
        new(member.Id, account?.Name ?? "", account?.Email ?? "", member.Role, member.Status, member.JoinedAt);
}
