using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>
/// Mails go to a closed address again, of every organization: its owner has said that they read it. What was held back is not sent; whoever
/// wrote it sends it again.
/// </summary>
public sealed class ReopenAddress(Gate gate) : Operation<ReopenAddress.Request, Done>(gate)
{
    public sealed record Request(string Address) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Address, "The address");
    }

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "address.reopen";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (closed, address) = (pass.Db.Set<ClosedAddress>(), request.Address.Trim().ToLowerInvariant());
        if (await closed.SingleOrDefaultAsync(row => row.Address == address, ct) is not { } row)
            return Problem.Missing("The address");
        closed.Remove(row);
        pass.Note(address, address, before: new ClosedAddressView(row.Address, row.Reason, row.Since));
        return new Done();
    }
}
