namespace App.Accounts;

/// <summary>
/// Records a failed sign-in with a wrong password. It runs for unknown addresses too, so both take equally long. It leaves no
/// audit entry, because someone who guesses passwords must not be able to fill the log; the lockout leaves one.
/// </summary>
public sealed class RecordFailedSignIn(Gate gate, AccountStore accounts)
    : Operation<RecordFailedSignIn.Request, RecordFailedSignIn.Answer>(gate)
{
    /// <param name="AccountId">Null for an unknown address.</param>
    public sealed record Request(Guid? AccountId) : IRequest;

    /// <param name="LockNow">True if the account must be locked now.</param>
    public sealed record Answer(bool LockNow);

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "sign_in.record_failure";
    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var id = request.AccountId ?? Guid.Empty;
        var limit = await accounts.LockoutThresholdAsync(context, id, ct);
        var account = await accounts.LockAsync(context, id, ct);
        return new Answer(account is not null && account.Fail(limit, context.Now));
    }
}
