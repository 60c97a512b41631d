using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Lists what happened to the caller's own account, newest first: sign-ins, failed ones, and changes to its password, email
/// address, second factors and sessions.
/// </summary>
public sealed class ListAccountEntries(Gate gate, Places places) : Query<ListAccountEntries.Request, Page<AccountEntryView>>(gate)
{
    public sealed record Request(PageRequest Page) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "account_entry.list";

    protected override async Task<Result<Page<AccountEntryView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var account = new Id<Account>(context.Actor.AccountId ?? Guid.Empty).ToString();
        // Before someone has proved who they are, the account is what the entry is about; afterwards it is who acts.
        var entries = context.FinalRead().Set<AccountEntry>().Where(row => row.ActorId == account || row.EntityId == account);
        var page = await entries.NewestAsync(request.Page, row => row.Id, row => row.At, row => row, ct);
        return new Page<AccountEntryView>(
            [.. page.Data.Select(row => AccountEntryView.Of(row, places))], page.HasMore, page.NextCursor)
        {
            PreviousCursor = page.PreviousCursor,
        };
    }
}
