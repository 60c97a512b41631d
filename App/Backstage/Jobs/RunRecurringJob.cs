using System.Globalization;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>A recurring job runs at once, beside its schedule. When one waits already, that one is answered.</summary>
public sealed class RunRecurringJob(Gate gate, IEnumerable<Schedule> schedules)
    : Operation<RunRecurringJob.Request, RunRecurringJob.Answer>(gate)
{
    public sealed record Request(string Name) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 100, "The name");
    }

    /// <param name="JobId">The job in Hangfire.</param>
    public sealed record Answer(long JobId);

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "recurring_job.run";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (schedules.FirstOrDefault(one => one.Name == request.Name)?.Kind is not { } kind)
            return Problem.Missing("The recurring job");
        var id = await pass.Db.Database.SqlQuery<long>(
            $"""select platform.enqueue_job({kind.Name}, {kind.Queue}, null, {Guid.Empty}) as "Value" """).SingleAsync(ct);
        pass.Note(id.ToString(CultureInfo.InvariantCulture), kind.Name, after: new { State = JobState.Queued.ToString() });
        return new Answer(id);
    }
}
