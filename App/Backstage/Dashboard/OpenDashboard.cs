namespace App.Backstage;

/// <summary>
/// Authorizes a platform administrator to view Hangfire's own dashboard. Like all of Backstage, it requires a second factor
/// that was verified within the last ten minutes.
/// </summary>
public sealed class OpenDashboard(Gate gate) : Query<OpenDashboard.Request, Done>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "dashboard.open";

    protected override Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        Task.FromResult<Result<Done>>(new Done());
}
