namespace App.Organizations;

/// <summary>Returns the organizations of an account. Only background loops and jobs may call it.</summary>
public sealed class FindMemberships(Gate gate) : Query<FindMemberships.Request, IReadOnlyList<Membership>>(gate)
{
    public sealed record Request(Guid AccountId) : IRequest;

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "membership.find";

    protected override async Task<Result<IReadOnlyList<Membership>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        (await Membership.OfAsync(context, request.AccountId, ct)).ToList();
}
