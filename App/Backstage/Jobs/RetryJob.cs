using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>A job that failed, waits for its time or was discarded runs at once, with all its retries ahead.</summary>
public sealed class RetryJob(Gate gate) : Operation<RetryJob.Request, Done>(gate)
{
    public sealed record Request(long Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.retry";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var moved = await pass.Db.Database.SqlQuery<MovedJob>(
            $"select kind, state, moved from platform.retry_job({request.Id})").ToListAsync(ct);
        return MovedJob.Settle(pass, request.Id, moved.SingleOrDefault(), JobState.Queued);
    }
}
