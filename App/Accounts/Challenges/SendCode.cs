using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Someone who knows the password of an account that was never verified gets a new code.</summary>
public sealed class SendCode(Gate gate, AccountBook accounts, ChallengeBook book) : Operation<SendCode.Request, Id<Challenge>>(gate)
{
    public sealed record Request(SignInProof Proof) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "code.send";

    protected override async Task<Result<Id<Challenge>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await accounts.LockAsync(pass, request.Proof.AccountId, ct) is not { EmailConfirmed: false } account || account.SecurityStamp != request.Proof.Stamp)
            return AccountProblems.WrongCredentials;
        var (challenges, accountId) = (pass.Db.Challenges, account.Id);
        var details = await challenges.Where(row => row.AccountId == accountId).OrderByDescending(row => row.Id).Select(row => row.Details).FirstOrDefaultAsync(ct);
        var id = await book.SendAsync(pass, account, details, ct);
        pass.Note(AccountView.Of(account).Id.ToString(), account.Name);
        return id;
    }
}
