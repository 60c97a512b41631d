using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>A job that failed or waits is not run. The next request for the same work stores a new job.</summary>
public sealed class DiscardJob(Gate gate) : Operation<DiscardJob.Request, Done>(gate)
{
    public sealed record Request(long Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.discard";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var moved = await pass.Db.Database.SqlQuery<MovedJob>(
            $"select kind, state, moved from platform.discard_job({request.Id})").ToListAsync(ct);
        return MovedJob.Settle(pass, request.Id, moved.SingleOrDefault(), JobState.Discarded);
    }
}
