namespace App.Organizations;

/// <summary>
/// Fails with <c>forbidden</c> and its explanation if the caller lacks a permission, for pages that depend on one.
/// </summary>
public sealed class CheckPermission(Gate gate) : Query<CheckPermission.Request, Done>(gate)
{
    public sealed record Request(Permission Permission) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "role.check_permission";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        context.Actor.May(request.Permission)
            ? new Done()
            : await context.ForbiddenAsync(request.Permission, ct);
}
