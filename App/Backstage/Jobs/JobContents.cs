using App.Platform;
using Hangfire.Common;

namespace App.Backstage;

/// <summary>What a stored job does.</summary>
/// <param name="Title">In words.</param>
/// <param name="Kind">Name of its kind; null when this version cannot read the job.</param>
/// <param name="OrganizationId">The organization it works for; null for the installation.</param>
/// <param name="Subject">The id of what it is about; null when it is about nothing in particular.</param>
public sealed record JobContent(string Title, string? Kind, Guid? OrganizationId, Guid? Subject);

/// <summary>Reads what stored jobs do, from the kinds of all features.</summary>
public sealed class JobContents(IEnumerable<JobKind> kinds)
{
    static readonly JobContent Unreadable = new("Job that this version cannot read", null, null, null);

    readonly JobKind[] kinds = [.. kinds];

    /// <param name="job">Null when Hangfire could not read it: an older or a newer version stored it.</param>
    public JobContent Of(Job? job)
    {
        if (job is null || job.Type != typeof(JobHost) || job.Args is not [string name, var organization, Guid subject, ..])
            return Unreadable;
        var title = Array.FindLast(kinds, kind => kind.Name == name)?.Title ?? $"Unknown kind {name}";
        return new(title, name, organization as Guid?, subject == Guid.Empty ? null : subject);
    }
}
