namespace App.Backstage;

/// <summary>Lists a page of the jobs in one state, and counts the jobs in each state.</summary>
public sealed class ListJobs(Gate gate, StoredJobs stored, JobContents contents)
    : Query<ListJobs.Request, ListJobs.Answer>(gate)
{
    public const int PageSize = 50;

    /// <param name="State">The state of the jobs.</param>
    /// <param name="Offset">The number of jobs before the page.</param>
    public sealed record Request(JobState State, int Offset = 0) : IRequest
    {
        public void Check(Checks checks) =>
            checks.That(Offset is >= 0 and <= 10_000_000, nameof(Offset), "The page does not exist.");
    }

    public sealed record Answer(IReadOnlyList<JobView> Jobs, IReadOnlyDictionary<JobState, long> Counts);

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "job.list";

    protected override Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var page = stored.Page(request.State, request.Offset, PageSize);
        var jobs = page.Select(job => new JobView(job.Id, contents.Of(job.Call), request.State, job.At, job.Failure)).ToList();
        return Task.FromResult<Result<Answer>>(new Answer(jobs, stored.Counts()));
    }
}
