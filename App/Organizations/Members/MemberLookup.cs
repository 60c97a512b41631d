using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Represents a present or former member for other features.</summary>
/// <param name="Name">The present name; empty if the account was deleted.</param>
/// <param name="IsActive">False after the member has left the organization.</param>
public sealed record KnownMember(Id<Member> Id, string Name, string Email, Role Role, bool IsActive);

/// <summary>Finds members for other features, by id or by name.</summary>
public sealed class MemberLookup(MemberStore members)
{
    /// <summary>Limits the members whose names are searched.</summary>
    const int MostSearched = 2000;

    /// <summary>Returns the members with these ids, those who have left included.</summary>
    public async Task<IReadOnlyDictionary<Id<Member>, KnownMember>> FindAsync(
        OperationContext context, IReadOnlyCollection<Id<Member>> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return new Dictionary<Id<Member>, KnownMember>();
        var found = await context.Db.Members.AsNoTracking().Where(member => ids.Contains(member.Id)).ToListAsync(ct);
        return (await KnownAsync(context, found, ct)).ToDictionary(member => member.Id);
    }

    /// <summary>Returns the active members with a word of their name or their email address that begins with the text.</summary>
    public async Task<IReadOnlyList<KnownMember>> SearchAsync(OperationContext context, string text, CancellationToken ct)
    {
        var active = await context.Db.Members.AsNoTracking().Where(member => member.Status == MemberStatus.Active)
            .OrderBy(member => member.Id).Take(MostSearched).ToListAsync(ct);
        var words = text.Trim();
        return [.. (await KnownAsync(context, active, ct))
            .Where(member => Begins(member.Name, words) || Begins(member.Email, words)
                || member.Name.Split(' ').Any(word => Begins(word, words)))
            .OrderBy(member => member.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(member => member.Id)];
    }

    static bool Begins(string text, string words) => text.StartsWith(words, StringComparison.CurrentCultureIgnoreCase);

    async Task<IReadOnlyList<KnownMember>> KnownAsync(
        OperationContext context, IReadOnlyList<Member> found, CancellationToken ct)
    {
        var views = await members.ViewsAsync(context, found, ct);
        return [.. found.Zip(views, (member, view) =>
            new KnownMember(member.Id, view.Name, view.Email, member.Role, member.Status == MemberStatus.Active))];
    }
}
