using System.Globalization;

namespace App.Backstage;

/// <summary>Returns a job with its history of states.</summary>
public sealed class GetJob(Gate gate, StoredJobs stored, JobContents contents)
    : Query<GetJob.Request, JobDetails>(gate)
{
    public sealed record Request(long Id) : IRequest;

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "job.get";

    protected override Task<Result<JobDetails>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = request.Id.ToString(CultureInfo.InvariantCulture);
        var job = stored.Find(id);
        return Task.FromResult<Result<JobDetails>>(job is null ? Problem.Missing("The job") : ViewOf(id, job));
    }

    JobDetails ViewOf(string id, StoredJobDetails job) => new(
        id, contents.Of(job.Call), job.History is [var current, ..] ? current.StateName : null, job.Queue,
        Attempts: job.History.Count(step => JobStates.Of(step.StateName) == JobState.Running),
        job.Retries,
        job.History.FirstOrDefault(step => JobStates.Of(step.StateName) == JobState.Failed)?.Failure,
        job.CreatedAt, job.ExpiresAt, job.History);
}
