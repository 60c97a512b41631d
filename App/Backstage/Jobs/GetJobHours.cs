namespace App.Backstage;

/// <summary>Counts the jobs that ended in each of the last 24 hours, oldest first.</summary>
public sealed class GetJobHours(Gate gate, StoredJobs jobs) : Query<GetJobHours.Request, IReadOnlyList<JobHour>>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "job.count_hours";

    protected override Task<Result<IReadOnlyList<JobHour>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        Task.FromResult<Result<IReadOnlyList<JobHour>>>(jobs.Hours().ToList());
}
