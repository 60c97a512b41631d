using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>
/// Runs a recurring job immediately, in addition to its schedule. If such a job is already waiting, returns that one.
/// </summary>
public sealed class RunRecurringJob(Gate gate, IEnumerable<Schedule> schedules)
    : Operation<RunRecurringJob.Request, RunRecurringJob.Answer>(gate)
{
    public sealed record Request(string Name) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 100, "The name");
    }

    /// <param name="JobId">The ID of the job in Hangfire.</param>
    public sealed record Answer(long JobId);

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "recurring_job.run";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (schedules.FirstOrDefault(schedule => schedule.Name == request.Name)?.Kind is not { } kind)
            return Problem.Missing("The recurring job");
        var id = await context.Db.Database.SqlQuery<long>(
            $"""select platform.enqueue_job({kind.Name}, {kind.Queue}, null, {Guid.Empty}) as "Value" """).SingleAsync(ct);
        context.Note(id.ToString(CultureInfo.InvariantCulture), kind.Name, after: new { State = JobState.Queued.ToString() });
        return new Answer(id);
    }
}
