namespace App.Backstage;

/// <summary>Represents a process that runs jobs.</summary>
/// <param name="Name">The name: host, process ID and a random part.</param>
/// <param name="Queues">The queues from which its workers take jobs.</param>
/// <param name="Workers">The number of jobs that it runs concurrently.</param>
/// <param name="StartedAt">The time when it started.</param>
/// <param name="SeenAt">The time of its last heartbeat. It sends one every ten seconds.</param>
public sealed record JobServerView(
    string Name, IReadOnlyList<string> Queues, int Workers, DateTimeOffset? StartedAt, DateTimeOffset? SeenAt)
{
    /// <summary>Hangfire removes a server after one minute without a heartbeat; the page warns after half of that.</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    public bool IsQuiet(DateTimeOffset now) => SeenAt is null || now - SeenAt > Quiet;
}

/// <summary>Lists the processes that run jobs, longest running first.</summary>
public sealed class ListJobServers(Gate gate, StoredJobs stored)
    : Query<ListJobServers.Request, IReadOnlyList<JobServerView>>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "job_server.list";

    protected override Task<Result<IReadOnlyList<JobServerView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var servers = stored.Servers().Select(ViewOf).ToList();
        return Task.FromResult<Result<IReadOnlyList<JobServerView>>>(servers);
    }

    static JobServerView ViewOf(JobServer server) =>
        new(server.Name, server.Queues, server.Workers, server.StartedAt, server.SeenAt);
}
