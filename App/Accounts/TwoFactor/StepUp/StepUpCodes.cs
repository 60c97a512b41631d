using App.SignIn;

namespace App.Accounts;

/// <summary>Emails the codes that confirm a signed-in person's identity if the account has no other second factor.</summary>
public sealed class StepUpCodes(EmailCodeStore<StaffRealm> emailCodes)
{
    /// <summary>Emails a code. Returns false, and sends nothing, if the limit of emails is reached.</summary>
    public async Task<bool> SendAsync(OperationContext context, Account account, CancellationToken ct) =>
        await emailCodes.SendAsync(
            context, EmailCodePurpose.StepUp, account, account.Email!, new(SessionId: context.Actor.SessionId),
            secret => new StepUpEmail { Code = secret.Code! }, ct) is not null;

    /// <summary>Redeems the code that the calling session requested.</summary>
    public async Task<bool> RedeemAsync(OperationContext context, string code, CancellationToken ct) =>
        await emailCodes.RedeemOfSessionAsync(context, [EmailCodePurpose.StepUp], code, ct) is not null;
}
