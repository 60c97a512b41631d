using App.Customers;

namespace App.Orders;

/// <summary>Returns a warning for each earlier order of a customer with the same reference, before an order is placed.</summary>
public sealed class FindReference(Gate gate, ReferenceLookup references)
    : Query<FindReference.Request, FindReference.Found>(gate)
{
    /// <param name="CustomerId">Customer that the order will be for.</param>
    /// <param name="Reference">Reference of the order, up to 80 characters.</param>
    public sealed record Request(Id<Customer> CustomerId, string? Reference) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Reference, 80, "The reference");
    }

    public sealed record Found(IReadOnlyList<OrderWarning> Warnings);

    protected internal override Access Access => Access.Member(OrderPermissions.Place);
    protected internal override string Action => "order.find_reference";

    protected override async Task<Result<Found>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        new Found(await references.FindAsync(context, request.CustomerId, request.Reference, ct));
}
