using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Sets a new password with an emailed link. It takes a click on the page of the link, because email scanners open links but
/// press no buttons, and it works only in the browser that requested the reset. A person who reads the email on another device
/// types its code instead.
/// </summary>
public sealed class ResetByLink(Gate gate, PasswordChanges passwords, EmailCodeStore emailCodes)
    : Operation<ResetByLink.Request, Done>(gate)
{
    /// <param name="Token">Token from the link.</param>
    /// <param name="Password">The new password, hashed before this transaction.</param>
    /// <param name="HeldHere">The email code that this browser requested, from its cookie.</param>
    public sealed record Request(string Token, HashedPassword Password, Id<EmailCode>? HeldHere) : IRequest;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.reset_by_link";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var hash = Token.HashOf(request.Token);
        var account = await passwords.LockOwnerAsync(context, context.Db.EmailCodes.Where(row => row.LinkHash == hash), ct);
        if (account is null
            || await emailCodes.FindLinkAsync(context, request.Token, EmailCodePurpose.PasswordReset, ct) is not { } emailCode)
            return AccountProblems.EmailCodeRefused;
        if (emailCode.Id != request.HeldHere)
            return AccountProblems.OtherBrowser;
        emailCode.Spend(context.Now);
        await passwords.FinishAsync(context, account, request.Password, ct);
        return new Done();
    }
}
