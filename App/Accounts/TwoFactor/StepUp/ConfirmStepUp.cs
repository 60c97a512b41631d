using App.SignIn;

namespace App.Accounts;

/// <summary>
/// Confirms the identity of a signed-in person with a code: from an authenticator app, a recovery code or, if the account has
/// no second factor, an emailed code. A wrong code is a result and not a problem, because the attempt has to be saved.
/// </summary>
public sealed class ConfirmStepUp(
    Gate gate, AccountStore accounts, SecondFactors factors, StepUpCodes emailCodes, StaffSessions sessions)
    : Operation<ConfirmStepUp.Request, SecondFactorAnswer>(gate)
{
    public sealed record Request([property: AnyText] string? Code) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Code, 40, "The code");
    }

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "step_up.confirm";

    protected override async Task<Result<SecondFactorAnswer>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await accounts.FindAsync(context, context.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        var answer = await factors.HasAsync(context, account.Id, ct)
            ? await factors.RedeemAsync(context, account, request.Code!, ct)
            : await ByEmailCodeAsync(context, account, request.Code!, ct);
        if (answer.Refusal is null)
            await sessions.ProveAsync(context, ct);
        var session = new Id<Session>(context.Actor.SessionId ?? Guid.Empty);
        context.Note(
            session.ToString(), answer.Refusal is null ? context.Actor.Name : "Second factor refused",
            after: new { Factor = answer.Kind });
        return answer;
    }

    async Task<SecondFactorAnswer> ByEmailCodeAsync(
        OperationContext context, Account account, string typed, CancellationToken ct)
    {
        var attempt = await factors.AttemptAsync(context, account, ct);
        if (attempt.LockedFor is { } locked)
        {
            SecondFactors.ReportRefusal(context, account);
            return new(null, locked);
        }
        var right = await emailCodes.RedeemAsync(context, OneTimeCodes.DigitsIn(typed), ct);
        await factors.SettleAsync(context, account, attempt, right, ct);
        return new(right ? SecondFactorKind.MailedCode : null);
    }
}
