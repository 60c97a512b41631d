using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Represents a present or former member for other features.</summary>
/// <param name="Name">The present name; empty if the account was deleted.</param>
/// <param name="IsActive">False after the member has left the organization.</param>
public sealed record KnownMember(Id<Member> Id, string Name, string Email, Role Role, bool IsActive);

/// <summary>Finds members for other features, by id or by name.</summary>
public sealed class MemberLookup(MemberStore members)
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

    /// <summary>Returns active members with these roles whose name or email address contains a text, ordered by name.</summary>
    public Task<IReadOnlyList<MemberView>> SearchAsync(
        OperationContext context, IReadOnlyCollection<Role> roles, string text, int most, CancellationToken ct) =>
        members.SearchAsync(context, context.Db.Members.Where(member => roles.Contains(member.Role)), text, most, ct);

    async Task<IReadOnlyList<KnownMember>> KnownAsync(
        OperationContext context, IReadOnlyList<Member> found, CancellationToken ct)
    {
        var views = await members.ViewsAsync(context, found, ct);
        return [.. found.Zip(views, (member, view) =>
            new KnownMember(member.Id, view.Name, view.Email, member.Role, member.Status == MemberStatus.Active))];
    }
}
