using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>
/// Removes an address from the suppression list, so all organizations can send email to it again. Use it after the owner has
/// confirmed that the address works. Emails that were not sent in the meantime must be sent again.
/// </summary>
public sealed class UnsuppressAddress(Gate gate) : Operation<UnsuppressAddress.Request, Done>(gate)
{
    public sealed record Request(string Address) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Address, "The address");
    }

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "address.unsuppress";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var suppressed = context.Db.Set<SuppressedAddress>();
        var address = EmailAddress.ForServer(request.Address).ToLowerInvariant();
        if (await suppressed.SingleOrDefaultAsync(row => row.Address == address, ct) is not { } row)
            return Problem.Missing("The address");
        suppressed.Remove(row);
        context.Note(address, address, before: new SuppressedAddressView(row.Address, row.Reason, row.Since));
        return new Done();
    }
}
