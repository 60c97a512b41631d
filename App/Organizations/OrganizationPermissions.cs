namespace App.Organizations;

public static class OrganizationPermissions
{
    public static readonly Permission SeeMembers = new(
        "members.read", "View members", "View who is in the organization and who is invited.", "members:read");
    public static readonly Permission ChangeMembers = new(
        "members.change", "Change members", "Invite people, change their roles and remove them, up to your own role.",
        "members:write", Sensitive: true);
    public static readonly Permission ChangeRoles = new(
        "roles.change", "Change roles", "Create custom roles, change and delete them, up to your own permissions.",
        "members:write", Sensitive: true);
    public static readonly Permission Change = new(
        "organization.change", "Change the organization",
        "Change the organization's name, address, time zone and sign-in settings.", null, Sensitive: true);

    public static readonly Permission SetUp = new(
        "organization.set_up", "Set up the organization",
        "Fill a new organization with sample data, remove that data, and hide the setup list.", null);

    public static readonly IReadOnlyList<Permission> All = [SeeMembers, ChangeMembers, ChangeRoles, Change, SetUp];
}
