using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Sends a new verification code to a person who knows the password of an account that was never verified.</summary>
public sealed class SendCode(Gate gate, AccountStore accounts, EmailCodeStore emailCodes)
    : Operation<SendCode.Request, Id<EmailCode>>(gate)
{
    public sealed record Request(SignInProof Proof) : IRequest;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "code.send";

    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await accounts.LockAsync(context, request.Proof.AccountId, ct) is not { EmailConfirmed: false } account
            || account.SecurityStamp != request.Proof.Stamp)
            return AccountProblems.WrongCredentials;
        var accountId = account.Id;
        var details = await context.Db.EmailCodes.Where(row => row.AccountId == accountId)
            .OrderByDescending(row => row.Id).Select(row => row.Details).FirstOrDefaultAsync(ct);
        var id = await emailCodes.SendAsync(context, account, details, ct);
        context.Note(AccountView.Of(account).Id.ToString(), account.Name);
        return id;
    }
}
