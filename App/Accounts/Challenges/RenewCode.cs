using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// "Send the code again", from the browser that holds the challenge. Answers alike whether something was sent or not. A challenge that
/// another sign-up has voided is not renewed: its code would confirm that other sign-up.
/// </summary>
public sealed class RenewCode(Gate gate, AccountBook accounts, ChallengeBook book) : Operation<RenewCode.Request, Id<Challenge>>(gate)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    public sealed record Request(Id<Challenge> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "code.renew";

    protected override async Task<Result<Id<Challenge>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        pass.Note(request.Id.ToString(), "Code asked for again");
        var challenges = pass.Db.Challenges;
        var accountId = await challenges.Where(row => row.Id == request.Id).Select(row => row.AccountId).SingleOrDefaultAsync(ct);
        if (accountId is null || await accounts.LockAsync(pass, accountId.Value, ct) is not { } account)
            return request.Id;
        var challenge = await challenges.SingleAsync(row => row.Id == request.Id, ct);
        return challenge is { UsedAt: null, VoidedAt: null } && challenge.CreatedAt + Pause <= pass.Now
            ? await book.SendAsync(pass, account, challenge.Details, ct)
            : request.Id;
    }
}
