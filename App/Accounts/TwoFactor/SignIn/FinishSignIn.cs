using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Completes a sign-in with a second factor: a code from an authenticator app, or a recovery code. A wrong code is a result and
/// not a problem, because the attempt has to be saved.
/// </summary>
public sealed class FinishSignIn(
    Gate gate, AccountStore accounts, SecondFactors factors, TrustedDevices devices, StaffSessions sessions,
    Lockouts<StaffRealm> lockouts)
    : Operation<FinishSignIn.Request, FinishSignIn.Answer>(gate)
{
    /// <param name="Token">The token from the first step.</param>
    /// <param name="Code">The code as typed.</param>
    /// <param name="Remember">True to trust this browser: it skips the second step for 30 days.</param>
    /// <param name="Organization">Slug or ID of the organization to act in. Defaults to the one used last.</param>
    public sealed record Request(
        [property: AnyText] string? Token, [property: AnyText] string? Code, bool Remember = false,
        string? Organization = null) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Code, 40, "The code");
    }

    /// <param name="Session">The session; null if the code was refused.</param>
    /// <param name="Device">The token of the trusted browser, if <c>Remember</c> was set.</param>
    /// <param name="Refusal">The reason why there is no session.</param>
    public sealed record Answer(OpenedSession? Session, string? Device, Problem? Refusal) : IShownOnce
    {
        public object WithoutSecret() => new Answer((OpenedSession?)Session?.WithoutSecret(), null, Refusal);
    }

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "two_factor.finish";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var hash = Token.HashOf(request.Token ?? "");
        var pending = (await context.Db.PendingSignIns.FromSql($"""
            update platform.pending_sign_ins set tries = tries + 1
            where token_hash = {hash} and tries < {PendingSignIn.MostTries} and used_at is null and expires_at > {context.Now}
            returning *
            """).ToListAsync(ct)).SingleOrDefault();
        if (pending is null
            || await accounts.FindAsync(context, pending.AccountId, ct) is not { } account
            || account.SecurityStamp != pending.Stamp)
            return SecondFactorProblems.PendingOver;

        context.Recognize(new Id<Account>(account.Id).ToString(), account.Name, account.Id);
        var redeemed = await factors.RedeemAsync(context, account, request.Code!, ct);
        if (redeemed.Refusal is { } refusal)
        {
            context.Note(pending.Id.ToString(), "Second factor refused");
            return new Answer(null, null, refusal);
        }
        var organization = request.Organization is { } named
            ? await StaffSessions.FindOrganizationAsync(context, account.Id, named, ct)
            : null;
        if (request.Organization is not null && organization is null)
            return Problem.Missing("The organization"); // rolls back, so the code stays unused
        pending.Spend(context.Now);
        await lockouts.ClearAsync(context, account, ct);
        var opened = await sessions.OpenAsync(context, SignInProof<StaffRealm>.By(pending, context), organization, ct);
        var device = request.Remember ? devices.Remember(context, account) : null;
        context.Note(opened.SessionId.ToString(), account.Name, after: new
        {
            opened.SessionId,
            opened.ExpiresAt,
            Factor = redeemed.Kind,
            Remembered = request.Remember,
        });
        return new Answer(opened, device, null);
    }
}
