using System.Globalization;
using App.Platform;

namespace App.Backstage;

/// <summary>What <c>platform.retry_job</c> and <c>platform.discard_job</c> answer.</summary>
/// <param name="Kind">Name of the job's kind; null when it cannot be read.</param>
/// <param name="State">The state that it was in, as Hangfire names it.</param>
/// <param name="Moved">False when it was in no state to be moved from.</param>
public sealed record MovedJob(string? Kind, string? State, bool Moved)
{
    /// <summary>What retrying and discarding share: refusals, and the audit note.</summary>
    public static Result<Done> Settle(Pass pass, long id, MovedJob? moved, JobState now)
    {
        if (moved is null)
            return Problem.Missing("The job");
        if (!moved.Moved)
            return BackstageProblems.Busy;
        var (before, after) = (new { State = JobStates.TextOf(moved.State) }, new { State = now.ToString() });
        pass.Note(id.ToString(CultureInfo.InvariantCulture), moved.Kind ?? "job", before, after);
        return new Done();
    }
}
