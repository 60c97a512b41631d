using App.Platform;

namespace App.Backstage;

/// <summary>A failed job, or one that waits, is never run again.</summary>
public sealed class DiscardJob(Gate gate) : Operation<DiscardJob.Request, JobView>(gate)
{
    public sealed record Request(Id<Job> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.discard";

    protected override Task<Result<JobView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        MoveJob.ApplyAsync(pass, request.Id, job => job.Discard(pass.Now), ct);
}
