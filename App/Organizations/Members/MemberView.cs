using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>A member as the API and the pages show it.</summary>
public sealed record MemberView(Id<Member> Id, string Name, string Email, Role Role, DateTimeOffset JoinedAt)
{
    public static MemberView Of(Member member, AccountView? account) =>
        new(member.Id, account?.Name ?? "", account?.Email ?? "", member.Role, member.JoinedAt);
}
