namespace App.Organizations;

public sealed record OrganizationCreated(Id<Organization> OrganizationId, string Name) : IEvent
{
    public static string Type => "organization.created";
    public string Subject => OrganizationId.ToString();
}

public sealed record OrganizationUpdated(Id<Organization> OrganizationId, string Name) : IEvent
{
    public static string Type => "organization.updated";
    public string Subject => OrganizationId.ToString();
}

public sealed record OrganizationSlugChanged(Id<Organization> OrganizationId, string From, string To) : IEvent
{
    public static string Type => "organization.slug_changed";
    public string Subject => OrganizationId.ToString();
}

public sealed record MemberInvited(Id<Invitation> InvitationId, string Email, RoleKey Role) : IEvent
{
    public static string Type => "member.invited";
    public string Subject => InvitationId.ToString();
}

public sealed record MemberJoined(Id<Member> MemberId, string Name, string Email, RoleKey Role) : IEvent
{
    public static string Type => "member.joined";
    public string Subject => MemberId.ToString();
}

public sealed record MemberRoleChanged(Id<Member> MemberId, RoleKey From, RoleKey To) : IEvent
{
    public static string Type => "member.role_changed";
    public string Subject => MemberId.ToString();
}

public sealed record OwnershipOffered(Id<Member> MemberId) : IEvent
{
    public static string Type => "member.ownership_offered";
    public string Subject => MemberId.ToString();
}

public sealed record RoleCreated(Id<CustomRole> RoleId, string Name, IReadOnlyList<string> Permissions) : IEvent
{
    public static string Type => "role.created";
    public string Subject => RoleId.ToString();
}

public sealed record RoleUpdated(Id<CustomRole> RoleId, string Name, IReadOnlyList<string> Permissions) : IEvent
{
    public static string Type => "role.updated";
    public string Subject => RoleId.ToString();
}

public sealed record RoleDeleted(Id<CustomRole> RoleId, string Name) : IEvent
{
    public static string Type => "role.deleted";
    public string Subject => RoleId.ToString();
}

public sealed record MemberSuspended(Id<Member> MemberId) : IEvent
{
    public static string Type => "member.suspended";
    public string Subject => MemberId.ToString();
}

public sealed record MemberReinstated(Id<Member> MemberId) : IEvent
{
    public static string Type => "member.reinstated";
    public string Subject => MemberId.ToString();
}

public sealed record MemberRemoved(Id<Member> MemberId) : IEvent
{
    public static string Type => "member.removed";
    public string Subject => MemberId.ToString();
}
