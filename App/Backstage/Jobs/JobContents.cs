using Hangfire.Common;

namespace App.Backstage;

/// <summary>Represents the work of a stored job.</summary>
/// <param name="Title">The description of the work.</param>
/// <param name="Kind">The name of the job's kind; null if this version of the app cannot read the job.</param>
/// <param name="OrganizationId">The organization that the job works for; null for the installation.</param>
/// <param name="Subject">The id of the object that the job is about; null if there is none.</param>
public sealed record JobContent(string Title, string? Kind, Guid? OrganizationId, Guid? Subject);

/// <summary>Reads the work of stored jobs. It knows the job kinds of all features.</summary>
public sealed class JobContents(IEnumerable<JobKind> kinds)
{
    static readonly JobContent Unreadable = new("Job that this version cannot read", null, null, null);

    readonly JobKind[] kinds = [.. kinds];

    /// <summary>Returns the work of a job.</summary>
    /// <param name="job">The job; null if Hangfire cannot read it, because an older or newer version stored it.</param>
    public JobContent Of(Job? job)
    {
        if (job is null || job.Type != typeof(JobHost) || job.Args is not [string name, var organization, Guid subject, ..])
            return Unreadable;
        var title = Array.FindLast(kinds, kind => kind.Name == name)?.Title ?? $"Unknown kind {name}";
        return new(title, name, organization as Guid?, subject == Guid.Empty ? null : subject);
    }
}
