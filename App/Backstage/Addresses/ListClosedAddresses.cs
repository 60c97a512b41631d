using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>An address that nothing is sent to any more.</summary>
/// <param name="Address">In lower case.</param>
/// <param name="Reason">Bounced, complained, or refused by the mail service (failed).</param>
/// <param name="Since">When that was told.</param>
public sealed record ClosedAddressView(string Address, MailState Reason, DateTimeOffset Since);

/// <summary>Closed addresses, the latest first; whoever looks for one gives a part of it.</summary>
public sealed class ListClosedAddresses(Gate gate) : Query<ListClosedAddresses.Request, IReadOnlyList<ClosedAddressView>>(gate)
{
    /// <param name="Q">Text in the address.</param>
    public sealed record Request(string? Q = null) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Q, Search.Longest, "The search");
    }

    /// <summary>More are found by searching.</summary>
    const int Most = 100;

    protected internal override Permission Permission => Permission.Operators;
    protected internal override string Action => "address.list_closed";

    protected override async Task<Result<IReadOnlyList<ClosedAddressView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        IQueryable<ClosedAddress> closed = pass.Last.Set<ClosedAddress>();
        if (!string.IsNullOrWhiteSpace(request.Q))
        {
            var pattern = Search.Anywhere(request.Q);
            closed = closed.Where(row => EF.Functions.ILike(row.Address, pattern));
        }
        return await closed.OrderByDescending(row => row.Since).ThenBy(row => row.Address).Take(Most).Select(row => new ClosedAddressView(row.Address, row.Reason, row.Since)).ToListAsync(ct);
    }
}
