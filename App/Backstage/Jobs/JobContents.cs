namespace App.Backstage;

/// <summary>Represents the work of a stored job.</summary>
/// <param name="Title">The description of the work.</param>
/// <param name="Kind">The name of the job's kind; null if this version of the app cannot read the job.</param>
/// <param name="OrganizationId">The organization that the job works for; null for the installation.</param>
/// <param name="Subject">The id of the object that the job is about; null if there is none.</param>
public sealed record JobContent(string Title, string? Kind, Guid? OrganizationId, Guid? Subject);

/// <summary>Describes the work of stored jobs. It knows the job kinds of all features.</summary>
public sealed class JobContents(IEnumerable<JobKind> kinds)
{
    static readonly JobContent Unreadable = new("Job that this version cannot read", null, null, null);

    readonly JobKind[] kinds = [.. kinds];

    /// <summary>Returns the work of a job.</summary>
    /// <param name="call">The call; null if it cannot be read, because an older or newer version stored the job.</param>
    public JobContent Of(StoredCall? call)
    {
        if (call is null)
            return Unreadable;
        var title = Array.FindLast(kinds, kind => kind.Name == call.Kind)?.Title ?? $"Unknown kind {call.Kind}";
        return new(title, call.Kind, call.OrganizationId, call.Subject == Guid.Empty ? null : call.Subject);
    }
}
