using System.Globalization;
using Hangfire.PostgreSql;
using Hangfire.States;
using Hangfire.Storage.Monitoring;
using static App.Backstage.HangfireValues;

namespace App.Backstage;

/// <summary>Returns a job with its history of states.</summary>
public sealed class GetJob(Gate gate, PostgreSqlStorage storage, JobContents contents)
    : Query<GetJob.Request, JobDetails>(gate)
{
    public sealed record Request(long Id) : IRequest;

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job.get";

    protected override Task<Result<JobDetails>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = request.Id.ToString(CultureInfo.InvariantCulture);
        var job = storage.GetMonitoringApi().JobDetails(id);
        return Task.FromResult<Result<JobDetails>>(job is null ? Problem.Missing("The job") : ViewOf(id, job));
    }

    JobDetails ViewOf(string id, JobDetailsDto job)
    {
        var history = job.History.Select(StepOf).ToList();
        var retries = Text(job.Properties, "RetryCount");
        return new(
            id, contents.Of(job.Job), history.FirstOrDefault()?.StateName, job.Job?.Queue,
            Attempts: history.Count(step => step.StateName == ProcessingState.StateName),
            Retries: int.TryParse(retries, CultureInfo.InvariantCulture, out var count) ? count : 0,
            history.Find(step => step.StateName == FailedState.StateName)?.Failure,
            Utc(job.CreatedAt), Utc(job.ExpireAt), history);
    }

    static JobStep StepOf(StateHistoryDto state) => new(
        state.StateName, Utc(state.CreatedAt)!.Value, state.Reason, Time(state.Data, "EnqueueAt"), Text(state.Data, "ServerId"),
        Failure(Text(state.Data, "ExceptionType"), Text(state.Data, "ExceptionMessage")));
}
