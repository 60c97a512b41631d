namespace App.Organizations.Parts;

/// <summary>Finds members by name, email address or id.</summary>
public sealed class MemberRecords(FindMembers find, GetMember get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct) =>
        Id<Member>.TryRead(words, out var id)
            ? FoundRecord.One(await get.ExecuteAsync(new(id), ct), Of)
            : FoundRecord.Each(await find.ExecuteAsync(new(words, FoundRecord.Most), ct), Of);

    static FoundRecord Of(MemberView member) => new($"members/{member.Id}", member.Name, member.Email, member.Email);
}
