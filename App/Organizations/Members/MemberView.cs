using App.Accounts;

namespace App.Organizations;

/// <summary>Represents a member of the organization.</summary>
public sealed record MemberView(Id<Member> Id, string Name, string Email, Role Role, DateTimeOffset JoinedAt)
{
    public static MemberView Of(Member member, AccountView? account) =>
        new(member.Id, account?.Name ?? "", account?.Email ?? "", member.Role, member.JoinedAt);
}
