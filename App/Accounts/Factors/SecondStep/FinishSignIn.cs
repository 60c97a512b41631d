using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// The second step of signing in: a code of an authenticator app, or a recovery code. A wrong one is an answer and not a problem, because
/// the try has to be recorded.
/// </summary>
public sealed class FinishSignIn(Gate gate, AccountBook accounts, FactorBook factors, DeviceBook devices, SessionBook sessions)
    : Operation<FinishSignIn.Request, FinishSignIn.Answer>(gate)
{
    /// <param name="Token">Of the first step.</param>
    /// <param name="Code">As typed.</param>
    /// <param name="Remember">Whether this browser may leave out the second step for 30 days.</param>
    /// <param name="Organization">Slug or id of the organization to act in; null: the one used last.</param>
    public sealed record Request(string? Token, string? Code, bool Remember = false, string? Organization = null) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Code, 40, "The code");
    }

    /// <param name="Session">Null: refused.</param>
    /// <param name="Device">The remembered browser's token, when that was asked for.</param>
    /// <param name="Refusal">Why there is no session.</param>
    public sealed record Answer(OpenedSession? Session, string? Device, Problem? Refusal) : IShownOnce
    {
        public object WithoutSecret() => new Answer((OpenedSession?)Session?.WithoutSecret(), null, Refusal);
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "second_step.finish";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var hash = Token.HashOf(request.Token ?? "");
        var pending = (await pass.Db.PendingSignIns.FromSql($"""
            update platform.pending_sign_ins set tries = tries + 1
            where token_hash = {hash} and tries < {PendingSignIn.MostTries} and used_at is null and expires_at > {pass.Now}
            returning *
            """).ToListAsync(ct)).SingleOrDefault();
        if (pending is null || await accounts.FindAsync(pass, pending.AccountId, ct) is not { } account || account.SecurityStamp != pending.Stamp)
            return FactorProblems.PendingOver;

        pass.Recognize(new Id<Account>(account.Id).ToString(), account.Name, account.Id);
        var shown = await factors.RedeemAsync(pass, account, request.Code!, ct);
        if (shown.Refusal is { } refusal)
        {
            pass.Note(pending.Id.ToString(), "Second factor refused");
            return new Answer(null, null, refusal);
        }
        var wanted = request.Organization is { } named ? await SessionBook.FindOrganizationAsync(pass, account.Id, named, ct) : null;
        if (request.Organization is not null && wanted is null)
            return Problem.Missing("The organization"); // rolls back: the code is not spent
        pending.Spend(pass.Now);
        if (account.FailedAt is not null)
            account.Forgive();
        var opened = await sessions.OpenAsync(pass, SignInProof.BySecondStep(pending, pass), wanted, ct);
        var device = request.Remember ? devices.Remember(pass, account) : null;
        pass.Note(opened.SessionId.ToString(), account.Name, after: new { opened.SessionId, opened.ExpiresAt, Factor = shown.Kind, Remembered = request.Remember });
        return new Answer(opened, device, null);
    }
}
