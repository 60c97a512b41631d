namespace App.Organizations.Parts;

/// <summary>Finds members by name or email address.</summary>
public sealed class MemberRecords(FindMembers find) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct) =>
        FoundRecord.Each(
            await find.ExecuteAsync(new(words, FoundRecord.Most), ct),
            member => new($"members?member={member.Id}", member.Name, member.Email, member.Email));
}
