using App.Platform;

namespace App.Organizations;

/// <summary>In which organizations an account is: for our own work on each of them.</summary>
public sealed class FindMemberships(Gate gate) : Query<FindMemberships.Request, IReadOnlyList<Membership>>(gate)
{
    public sealed record Request(Guid AccountId) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "membership.find";

    protected override async Task<Result<IReadOnlyList<Membership>>> PerformAsync(Request request, Pass pass, CancellationToken ct) => (await Membership.OfAsync(pass, request.AccountId, ct)).ToList();
}
