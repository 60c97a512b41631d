using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>The new app shows its first code: from here on it counts. That code is spent, like any other.</summary>
public sealed class ConfirmAuthenticator(Gate gate, FieldCipher cipher, FactorBook factors, SessionBook sessions) : Operation<ConfirmAuthenticator.Request, AuthenticatorView>(gate)
{
    public sealed record Request(string Code, string Name) : IRequest
    {
        public void Check(Checks checks) => checks
            .Text(Name, 60, "The name")
            .That(Code.Length == 6 && Code.All(char.IsAsciiDigit), nameof(Code), "The code has six digits.");
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "authenticator.confirm";
    protected internal override bool StepUp => true;

    protected override async Task<Result<AuthenticatorView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (accountId, since) = (pass.Actor.AccountId!.Value, pass.Now - Authenticator.Patience);
        var started = (await pass.Db.Authenticators.FromSql($"""
            select * from platform.authenticators where account_id = {accountId} and confirmed_at is null and created_at > {since} for update
            """).ToListAsync(ct)).SingleOrDefault();
        if (started is null)
            return Problem.Missing("The authenticator app");
        if (AuthenticatorCode.Match(started.Secret(cipher), request.Code, pass.Now) is not { } step)
            return FactorProblems.WrongCode;
        started.Confirm(request.Name.Trim(), step, pass.Now);
        await sessions.ProveAsync(pass, ct);
        await factors.TellAsync(pass, accountId, FactorChange.AppAdded, started.Name, ct);
        var view = AuthenticatorView.Of(started);
        pass.Note(view.Id.ToString(), view.Name, after: view);
        return view;
    }
}
