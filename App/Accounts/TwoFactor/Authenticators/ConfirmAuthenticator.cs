using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Confirms a new authenticator app with its first code, after which the app works. The code itself is used up, like any other.
/// </summary>
public sealed class ConfirmAuthenticator(Gate gate, FieldCipher cipher, SecondFactors factors, StaffSessions sessions)
    : Operation<ConfirmAuthenticator.Request, AuthenticatorView>(gate)
{
    public sealed record Request([property: AnyText] string Code, [property: Mailed] string Name) : IRequest
    {
        public void Check(Checks checks) => OneTimeCodes.CheckDigits(checks.Text(Name, 60, "The name"), Code, nameof(Code));
    }

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "authenticator.confirm";
    protected internal override Effects Effects => Effects.NewCredential;

    protected override async Task<Result<AuthenticatorView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId!.Value;
        var since = context.Now - Authenticator.Patience;
        var started = (await context.Db.Authenticators.FromSql($"""
            select * from platform.authenticators
            where account_id = {accountId} and confirmed_at is null and created_at > {since} for update
            """).ToListAsync(ct)).SingleOrDefault();
        if (started is null)
            return Problem.Missing("The authenticator app");
        if (AuthenticatorCode.Match(started.Secret(cipher), OneTimeCodes.DigitsIn(request.Code), context.Now) is not { } step)
            return SecondFactorProblems.WrongCode;
        started.Confirm(request.Name.Trim(), step, context.Now);
        await sessions.ProveAsync(context, ct);
        await factors.TellAsync(context, accountId, SecondFactorChange.AppAdded, started.Name, ct);
        var view = AuthenticatorView.Of(started);
        context.Note(view.Id.ToString(), view.Name, after: view);
        return view;
    }
}
