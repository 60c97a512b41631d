namespace App.EmailLog.Parts;

/// <summary>Shows the emails that concern a record in its timeline.</summary>
public sealed class RecordEmails(ListEmails list, StatusNames names) : ITimelineSource
{
    public async Task<Result<IReadOnlyList<TimelineNote>>> LoadAsync(string recordId, CancellationToken ct)
    {
        var found = await list.ExecuteAsync(new(new PageRequest(), RecordId: recordId), ct);
        if (!found.Succeeded)
            return found.Problem;
        return found.Value.Data.Select(email => new TimelineNote(
            email.Id.ToString(), email.CreatedAt, $"Email to {email.Recipient}: {email.SubjectLine}", $"emails/{email.Id}",
            StatusLabel.Of(names.Of(email.State)))
        {
            IsPending = email is { State: EmailState.Queued, Failure: null },
        }).ToList();
    }
}
