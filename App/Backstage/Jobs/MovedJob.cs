using System.Globalization;

namespace App.Backstage;

/// <summary>Represents a row that <c>platform.retry_job</c> or <c>platform.discard_job</c> returns.</summary>
/// <param name="Kind">The name of the job's kind; null if it cannot be read.</param>
/// <param name="State">Hangfire's name of the previous state.</param>
/// <param name="Moved">False if the state does not allow the change.</param>
public sealed record MovedJob(string? Kind, string? State, bool Moved)
{
    /// <summary>Returns the result of a retry or discard, and sets its audit note.</summary>
    public static Result<Done> Settle(OperationContext context, long id, MovedJob? moved, JobState now)
    {
        if (moved is null)
            return Problem.Missing("The job");
        if (!moved.Moved)
            return BackstageProblems.Busy;
        context.Note(
            id.ToString(CultureInfo.InvariantCulture), moved.Kind ?? "job",
            before: new { State = JobStates.TextOf(moved.State) },
            after: new { State = now.ToString() });
        return new Done();
    }
}
