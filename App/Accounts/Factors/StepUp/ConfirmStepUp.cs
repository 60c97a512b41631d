using App.Platform;

namespace App.Accounts;

/// <summary>
/// Someone signed in proves once more who they are, by a code: of their app, a recovery code, or, when the account has no second factor, the
/// mailed one. A wrong one is an answer and not a problem, because the try has to be recorded.
/// </summary>
public sealed class ConfirmStepUp(Gate gate, AccountBook accounts, FactorBook factors, ChallengeBook challenges, SessionBook sessions)
    : Operation<ConfirmStepUp.Request, FactorAnswer>(gate)
{
    public sealed record Request(string? Code) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Code, 40, "The code");
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "step_up.confirm";

    protected override async Task<Result<FactorAnswer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await accounts.FindAsync(pass, pass.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        var answer = await factors.HasAsync(pass, account.Id, ct)
            ? await factors.RedeemAsync(pass, account, request.Code!, ct)
            : await ByMailAsync(pass, account, request.Code!, ct);
        if (answer.Refusal is null)
            await sessions.ProveAsync(pass, ct);
        pass.Note(new Id<Session>(pass.Actor.SessionId ?? Guid.Empty).ToString(), answer.Refusal is null ? pass.Actor.Name : "Second factor refused", after: new { Factor = answer.Kind });
        return answer;
    }

    async Task<FactorAnswer> ByMailAsync(Pass pass, Account account, string typed, CancellationToken ct)
    {
        var attempt = await FactorTries.TakeAsync(pass, account.Id, ct);
        if (attempt.LockedFor is { } locked)
            return new(null, locked);
        var right = await challenges.RedeemStepUpAsync(pass, string.Concat(typed.Where(char.IsAsciiDigit)), ct);
        await factors.SettleAsync(pass, account, attempt, right, ct);
        return new(right ? FactorKind.MailedCode : null);
    }
}
