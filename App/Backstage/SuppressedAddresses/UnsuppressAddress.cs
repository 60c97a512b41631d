using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>
/// Removes an address from the suppression list, so email can be sent to it again. Use it after the owner has confirmed that the
/// address works. Emails that were not sent in the meantime must be sent again.
/// </summary>
public sealed class UnsuppressAddress(Gate gate) : Operation<UnsuppressAddress.Request, Done>(gate)
{
    /// <param name="Address">The address.</param>
    /// <param name="Sender">The organization whose email is suppressed; null if all email is.</param>
    public sealed record Request(string Address, Guid? Sender = null) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Address, "The address");
    }

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "address.unsuppress";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var suppressed = context.Db.Set<SuppressedAddress>();
        var address = EmailAddress.ForServer(request.Address).ToLowerInvariant();
        var sender = request.Sender ?? SuppressedAddress.Everyone;
        if (await suppressed.SingleOrDefaultAsync(row => row.Address == address && row.Sender == sender, ct) is not { } row)
            return Problem.Missing("The address");
        suppressed.Remove(row);
        // The entry outlives the address's owner, who can be a shopper that is deleted.
        var masked = EmailAddress.Mask(address);
        context.Note(masked, masked, before: SuppressedAddressView.Of(row) with { Address = masked });
        return new Done();
    }
}
