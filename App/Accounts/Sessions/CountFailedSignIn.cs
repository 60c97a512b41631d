using App.Platform;

namespace App.Accounts;

/// <summary>
/// A password was wrong. Done for an address that nobody has as well, so that both take as long. Leaves no audit entry: whoever guesses must
/// not be able to fill the log; the lock does.
/// </summary>
public sealed class CountFailedSignIn(Gate gate, AccountBook accounts) : Operation<CountFailedSignIn.Request, CountFailedSignIn.Answer>(gate)
{
    /// <param name="AccountId">Null for an unknown address.</param>
    public sealed record Request(Guid? AccountId) : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="LockNow">It was one too many.</param>
    public sealed record Answer(bool LockNow);

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "sign_in.count_failed";
    protected internal override bool Audited => false;

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var id = request.AccountId ?? Guid.Empty;
        var limit = await accounts.LockLimitAsync(pass, id, ct);
        return new Answer(await accounts.LockAsync(pass, id, ct) is { } account && account.Fail(limit, pass.Now));
    }
}
