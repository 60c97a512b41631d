using App.Platform;

namespace App.Backstage;

/// <summary>
/// A platform administrator looks at Hangfire's own dashboard. It shows more than our pages do, so it asks for a second factor
/// that was proved within the last ten minutes.
/// </summary>
public sealed class OpenDashboard(Gate gate) : Query<OpenDashboard.Request, Done>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "dashboard.open";
    protected internal override bool StepUp => true;

    protected override Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        Task.FromResult<Result<Done>>(new Done());
}
