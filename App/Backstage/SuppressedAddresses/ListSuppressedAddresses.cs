using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>Represents an address on the suppression list.</summary>
/// <param name="Address">The address in lower case.</param>
/// <param name="Reason">The reason: bounced, complained, or failed if the email provider rejects the address.</param>
/// <param name="Since">The time when the delivery report was received.</param>
/// <param name="Sender">The organization whose email is suppressed; null if all email is.</param>
public sealed record SuppressedAddressView(string Address, EmailState Reason, DateTimeOffset Since, Guid? Sender)
{
    internal static SuppressedAddressView Of(SuppressedAddress row) =>
        new(row.Address, row.Reason, row.Since, row.Sender == SuppressedAddress.Everyone ? null : row.Sender);
}

/// <summary>Lists suppressed addresses, newest first. At most 100 are returned; use the search to find others.</summary>
public sealed class ListSuppressedAddresses(Gate gate)
    : Query<ListSuppressedAddresses.Request, IReadOnlyList<SuppressedAddressView>>(gate)
{
    /// <param name="Q">Text in the address.</param>
    public sealed record Request([property: AnyText] string? Q = null) : IRequest
    {
        public void Check(Checks checks) => checks.OptionalText(Q, Search.Longest, "The search");
    }

    const int Limit = 100;

    protected internal override Access Access => Access.Operator;
    protected internal override string Action => "address.list_suppressed";

    protected override async Task<Result<IReadOnlyList<SuppressedAddressView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var rows = await context.FinalRead().Set<SuppressedAddress>()
            .Matching(request.Q, (row, word) => Search.Has(row.Address, word))
            .OrderByDescending(row => row.Since)
            .ThenBy(row => row.Address)
            .ThenBy(row => row.Sender)
            .Take(Limit)
            .ToListAsync(ct);
        return rows.ConvertAll(SuppressedAddressView.Of);
    }
}
