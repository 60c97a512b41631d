using App.Platform;

namespace App.Backstage;

/// <summary>A failed job, or one that waits, runs at once, with all its attempts ahead.</summary>
public sealed class RetryJob(Gate gate, OutboxBell bell) : Operation<RetryJob.Request, JobView>(gate)
{
    public sealed record Request(Id<Job> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.retry";

    protected override Task<Result<JobView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        pass.OnceCommitted(() => bell.Ring(Ring.Jobs));
        return MoveJob.ApplyAsync(pass, request.Id, job => job.Retry(pass.Now), ct);
    }
}
