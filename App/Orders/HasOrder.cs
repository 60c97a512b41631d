using Microsoft.EntityFrameworkCore;

namespace App.Orders;

/// <summary>Returns whether the organization has an order of its own.</summary>
public sealed class HasOrder(Gate gate) : SetupCheck(gate)
{
    protected internal override Access Access => Access.Member(OrderPermissions.Read);
    protected internal override string Action => "setup.check_order";

    protected override async Task<Result<bool>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        await context.FinalRead().Orders.AnyAsync(order => !order.IsSample, ct);
}
