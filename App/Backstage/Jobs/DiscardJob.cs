using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>Discards a failed or waiting job, so it does not run. The next request for the same work stores a new job.</summary>
public sealed class DiscardJob(Gate gate) : Operation<DiscardJob.Request, Done>(gate)
{
    public sealed record Request(long Id) : IRequest;

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "job.discard";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var moved = await context.Db.Database.SqlQuery<MovedJob>(
            $"select kind, state, moved from platform.discard_job({request.Id})").ToListAsync(ct);
        return MovedJob.Settle(context, request.Id, moved.SingleOrDefault(), JobState.Discarded);
    }
}
