using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>A new secret for an authenticator app. It counts only once its first code came back; an earlier one that still waits is gone.</summary>
public sealed class StartAuthenticator(Gate gate, FieldCipher cipher) : Operation<StartAuthenticator.Request, Id<Authenticator>>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "authenticator.start";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Id<Authenticator>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (authenticators, accountId) = (pass.Db.Authenticators, pass.Actor.AccountId!.Value);
        await authenticators.Where(row => row.AccountId == accountId && row.ConfirmedAt == null).ExecuteDeleteAsync(ct);
        if (await authenticators.CountAsync(row => row.AccountId == accountId, ct) >= Authenticator.Most)
            return FactorProblems.TooMany(Authenticator.Most);
        var started = Authenticator.Begin(accountId, cipher, pass.Now);
        authenticators.Add(started);
        pass.Note(started.Id.ToString(), "Authenticator app begun");
        return started.Id;
    }
}
