using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.States;

namespace App.Tests;

/// <summary>Creates jobs in the states that tests need, through Hangfire's own client.</summary>
sealed class JobScenario(TestHost host)
{
    public static readonly JobKind Brew = new("test.brew", JobQueues.Codes) { Title = "Brew tea" };

    /// <summary>Without filters, so a failing job is not retried.</summary>
    readonly JobFilterCollection none = [];

    public PostgreSqlStorage Storage { get; } = HangfireStorage.Create(host.Configuration);

    /// <summary>Deletes the jobs of other tests.</summary>
    public static async Task<JobScenario> BeginAsync(LoopHost loops)
    {
        await using var clear = loops.Host.Admin.CreateCommand("""
            delete from platform.pending_jobs; delete from hangfire.jobqueue; delete from hangfire.set; delete from hangfire.hash;
            delete from hangfire.job; delete from hangfire.server; delete from hangfire.counter;
            delete from hangfire.aggregatedcounter
            """);
        await clear.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new(loops.Host);
    }

    /// <summary>Stores a job in a state, through Hangfire's own client.</summary>
    /// <param name="state">Hangfire's name of the state, or <c>Retry</c> for a failed job that will be retried.</param>
    /// <param name="organization">The organization in which the job runs.</param>
    /// <param name="subject">The id of the object that the job processes.</param>
    public long Store(string state, Guid? organization = null, Guid? subject = null)
    {
        var job = HangfireStorage.JobOf(Brew, organization, subject ?? Guid.CreateVersion7());
        var far = new ScheduledState(new DateTime(2099, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        var id = Client(none).Create(job, state == "Scheduled" ? far : new EnqueuedState(Brew.Queue));
        switch (state)
        {
            case "Processing":
                Change(id, new Running());
                break;
            case "Failed":
                Change(id, Failure());
                break;
            case "Retry":
                Client(HangfireFilters.Create()).ChangeState(id, Failure(), null); // the retry filter schedules it
                break;
            case "Deleted":
                Change(id, new DeletedState());
                break;
            case "Succeeded":
                Change(id, new SucceededState(null, 1, 2));
                break;
        }
        if (state is not ("Enqueued" or "Scheduled"))
            Execute($"delete from hangfire.jobqueue where jobid = {id}"); // as a worker does when it fetches the job
        return long.Parse(id, CultureInfo.InvariantCulture);
    }

    /// <summary>Changes the state through Hangfire's own client, with the filters of our servers.</summary>
    public void ChangeByLibrary(long id, IState state) =>
        Assert.True(Client(HangfireFilters.Create()).ChangeState(id.ToString(CultureInfo.InvariantCulture), state, null));

    public Task<string> StateAsync(long id) => host.ScalarAsync<string>("select statename from hangfire.job where id = $1", id);

    void Change(string id, IState state) => Assert.True(Client(none).ChangeState(id, state, null));

    void Execute(string sql)
    {
        using var command = host.Admin.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    BackgroundJobClient Client(JobFilterCollection filters) => new(Storage, filters);

    static FailedState Failure() => new(new JobFailedException("SmtpException"));

    /// <summary>Replaces Hangfire's state of a running job, which only its workers can create.</summary>
    sealed class Running : IState
    {
        public string Name => ProcessingState.StateName;
        public string? Reason => null;
        public bool IsFinal => false;
        public bool IgnoreJobLoadException => false;

        public Dictionary<string, string> SerializeData() => new()
        {
            ["StartedAt"] = JobHelper.SerializeDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            ["ServerId"] = "test:1",
            ["WorkerId"] = "1",
        };
    }
}
