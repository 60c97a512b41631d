using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>Runs a failed, scheduled or discarded job immediately. It gets all its retries again.</summary>
public sealed class RetryJob(Gate gate) : Operation<RetryJob.Request, Done>(gate)
{
    public sealed record Request(long Id) : IRequest;

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "job.retry";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var moved = await context.Db.Database.SqlQuery<MovedJob>(
            $"select kind, state, moved from platform.retry_job({request.Id})").ToListAsync(ct);
        return MovedJob.Settle(context, request.Id, moved.SingleOrDefault(), JobState.Queued);
    }
}
