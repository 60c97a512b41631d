using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>One job.</summary>
public sealed class GetJob(Gate gate) : Query<GetJob.Request, JobView>(gate)
{
    public sealed record Request(Id<Job> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.get";

    protected override async Task<Result<JobView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.Set<Job>().SingleOrDefaultAsync(job => job.Id == request.Id, ct) is { } job ? JobView.Of(job, pass.Now) : Problem.Missing("The job");
}
