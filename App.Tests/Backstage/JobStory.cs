using System.Globalization;
using App.Platform;
using App.Tests.Platform;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.States;

namespace App.Tests.Backstage;

/// <summary>Jobs in the states that a test needs, stored and changed by Hangfire's own client.</summary>
sealed class JobStory(TestHouse house)
{
    public static readonly JobKind Brew = new("test.brew", JobQueues.Codes) { Title = "Brew tea" };

    /// <summary>Without filters: one that fails is not retried.</summary>
    readonly JobFilterCollection none = [];

    public PostgreSqlStorage Storage { get; } = HangfireStorage.Create(house.Configuration);

    /// <summary>Nothing of other tests is left.</summary>
    public static async Task<JobStory> BeginAsync(LoopHouse loops)
    {
        await using var clear = loops.House.Admin.CreateCommand("""
            delete from platform.pending_jobs; delete from hangfire.jobqueue; delete from hangfire.set; delete from hangfire.hash;
            delete from hangfire.job; delete from hangfire.server; delete from hangfire.counter; delete from hangfire.aggregatedcounter
            """);
        await clear.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new(loops.House);
    }

    /// <summary>A job in a state, by Hangfire's own client.</summary>
    /// <param name="state">Hangfire's name of the state, or <c>Retry</c> for one that failed and is to be tried again.</param>
    /// <param name="organization">The organization it works for.</param>
    /// <param name="subject">What it is about.</param>
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
                Client(HangfireFilters.Create()).ChangeState(id, Failure(), null); // the filter of retries makes it scheduled
                break;
            case "Deleted":
                Change(id, new DeletedState());
                break;
            case "Succeeded":
                Change(id, new SucceededState(null, 1, 2));
                break;
        }
        if (state is not ("Enqueued" or "Scheduled"))
            Execute($"delete from hangfire.jobqueue where jobid = {id}"); // as a worker does that has taken it
        return long.Parse(id, CultureInfo.InvariantCulture);
    }

    /// <summary>Lets Hangfire's own client change the state, with the filters that our servers have.</summary>
    public void ChangeByLibrary(long id, IState state) =>
        Assert.True(Client(HangfireFilters.Create()).ChangeState(id.ToString(CultureInfo.InvariantCulture), state, null));

    public Task<string> StateAsync(long id) => house.ScalarAsync<string>("select statename from hangfire.job where id = $1", id);

    void Change(string id, IState state) => Assert.True(Client(none).ChangeState(id, state, null));

    void Execute(string sql)
    {
        using var command = house.Admin.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    BackgroundJobClient Client(JobFilterCollection filters) => new(Storage, filters);

    static FailedState Failure() => new(new JobFailedException("SmtpException"));

    /// <summary>Hangfire's own state of a running job can be made by its workers only.</summary>
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
