namespace App.EmailLog.Parts;

/// <summary>Finds emails by recipient or id.</summary>
public sealed class EmailRecords(ListEmails list, GetEmail get) : IRecordSource
{
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(string words, CancellationToken ct) =>
        Id<EmailLogEntry>.TryRead(words, out var id)
            ? FoundRecord.One(
                await get.ExecuteAsync(new(id), ct),
                email => new($"emails/{id}", email.SubjectLine, email.Recipient))
            : FoundRecord.Each(
                await list.ExecuteAsync(new(new(FoundRecord.Most), words), ct),
                email => new($"emails/{email.Id}", email.SubjectLine, email.Recipient));
}
