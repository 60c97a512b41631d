using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>An authenticator app whose codes count no longer.</summary>
public sealed class RemoveAuthenticator(Gate gate, FactorBook factors) : Operation<RemoveAuthenticator.Request, Done>(gate)
{
    public sealed record Request(Id<Authenticator> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "authenticator.remove";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (authenticators, accountId) = (pass.Db.Authenticators, pass.Actor.AccountId!.Value);
        if (await authenticators.SingleOrDefaultAsync(row => row.Id == request.Id && row.AccountId == accountId && row.ConfirmedAt != null, ct) is not { } found)
            return Problem.Missing("The authenticator app");
        authenticators.Remove(found);
        await factors.RemovedAsync(pass, accountId, ct);
        await factors.TellAsync(pass, accountId, FactorChange.AppRemoved, found.Name, ct);
        pass.Note(found.Id.ToString(), found.Name, before: AuthenticatorView.Of(found));
        return new Done();
    }
}
