using App.Platform;
using Hangfire.PostgreSql;
using Hangfire.Storage.Monitoring;
using static App.Backstage.HangfireValues;

namespace App.Backstage;

/// <summary>A process that runs jobs.</summary>
/// <param name="Name">Host, process and a random part.</param>
/// <param name="Queues">What its workers take jobs from.</param>
/// <param name="Workers">How many jobs it runs at the same time.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="SeenAt">Its last heartbeat. It sends one every ten seconds.</param>
public sealed record JobServerView(
    string Name, IReadOnlyList<string> Queues, int Workers, DateTimeOffset? StartedAt, DateTimeOffset? SeenAt)
{
    /// <summary>Hangfire removes a server after one minute without a heartbeat; the page warns after half of that.</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    public bool IsQuiet(DateTimeOffset now) => SeenAt is null || now - SeenAt > Quiet;
}

/// <summary>The processes that run jobs, the longest running first.</summary>
public sealed class ListJobServers(Gate gate, PostgreSqlStorage storage)
    : Query<ListJobServers.Request, IReadOnlyList<JobServerView>>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "job_server.list";

    protected override Task<Result<IReadOnlyList<JobServerView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var servers = storage.GetMonitoringApi().Servers().OrderBy(server => server.StartedAt).Select(ViewOf).ToList();
        return Task.FromResult<Result<IReadOnlyList<JobServerView>>>(servers);
    }

    static JobServerView ViewOf(ServerDto server) =>
        new(server.Name, [.. server.Queues ?? []], server.WorkersCount, Utc(server.StartedAt), Utc(server.Heartbeat));
}
