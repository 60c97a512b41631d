using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Represents a present or former member for other features.</summary>
/// <param name="Name">The present name; empty if the account was deleted.</param>
/// <param name="IsActive">False after the member has left the organization.</param>
public sealed record KnownMember(Id<Member> Id, string Name, string Email, RolePermissions Role, bool IsActive);

/// <summary>Finds members for other features, by id or by name.</summary>
public sealed class MemberLookup(MemberStore members, RoleStore roles)
{
    /// <summary>Returns the members with these ids, those who have left included.</summary>
    public async Task<IReadOnlyDictionary<Id<Member>, KnownMember>> FindAsync(
        OperationContext context, IReadOnlyCollection<Id<Member>> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return new Dictionary<Id<Member>, KnownMember>();
        var found = await context.Db.Members.AsNoTracking().Where(member => ids.Contains(member.Id)).ToListAsync(ct);
        return (await KnownAsync(context, found, ct)).ToDictionary(member => member.Id);
    }

    /// <summary>
    /// Returns active members with a permission whose name or email address contains a text, ordered by name.
    /// </summary>
    public async Task<IReadOnlyList<MemberView>> SearchAsync(
        OperationContext context, string permission, string text, int most, CancellationToken ct)
    {
        var having = (await roles.AllAsync(context, ct)).Where(role => role.Permissions.Contains(permission)).ToList();
        var builtIn = having.Select(role => role.Key.BuiltIn).Where(role => role != Role.Custom).ToArray();
        var custom = having.Select(role => role.Key.CustomId).Where(id => id is not null).ToArray();
        var wanted = context.Db.Members.Where(member =>
            builtIn.Contains(member.Role) || custom.Contains(member.CustomRoleId));
        return await members.SearchAsync(context, wanted, text, most, ct);
    }

    async Task<IReadOnlyList<KnownMember>> KnownAsync(
        OperationContext context, IReadOnlyList<Member> found, CancellationToken ct)
    {
        var views = await members.ViewsAsync(context, found, ct);
        return [.. found.Zip(views, (member, view) =>
            new KnownMember(
                member.Id, view.Name, view.Email, roles.PermissionsOf(member.Entry), member.Status == MemberStatus.Active))];
    }
}
