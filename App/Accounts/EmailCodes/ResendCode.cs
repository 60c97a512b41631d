using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Sends a new sign-up code at the request of the browser that holds the last one. The response does not reveal whether an
/// email was sent.
/// </summary>
public sealed class ResendCode(Gate gate, AccountStore accounts, SignUpCodes codes)
    : Operation<ResendCode.Request, Id<EmailCode>>(gate)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    /// <param name="Id">The code that the browser holds.</param>
    /// <param name="ReturnUrl">The invitation to open after the sign-up.</param>
    public sealed record Request(Id<EmailCode> Id, string? ReturnUrl = null) : IRequest;

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "code.resend";

    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        context.Note(request.Id.ToString(), "Another code requested");
        var matching = context.Db.StaffEmailCodes.Where(row => row.Id == request.Id);
        var accountId = await matching.Select(row => row.AccountId).SingleOrDefaultAsync(ct);
        if (accountId is null || await accounts.LockAsync(context, accountId.Value, ct) is not { } account)
            return request.Id;
        var emailCode = await matching.SingleAsync(ct);
        var isOfSignUp = emailCode.Purpose is EmailCodePurpose.SignUp or EmailCodePurpose.AlreadyRegistered;
        if (!isOfSignUp || emailCode is not { UsedAt: null, VoidedAt: null } || emailCode.CreatedAt + Pause > context.Now)
            return request.Id;
        var details = emailCode.SignUp ?? new(account.Name, account.PasswordHash ?? "", null);
        return await codes.SendAsync(context, account, details, request.Id, request.ReturnUrl, ct);
    }
}
