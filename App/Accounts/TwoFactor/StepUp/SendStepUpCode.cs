using App.SignIn;

namespace App.Accounts;

/// <summary>Emails a confirmation code to the signed-in person, if the account has no other second factor.</summary>
public sealed class SendStepUpCode(Gate gate, AccountStore accounts, SecondFactors factors, StepUpCodes emailCodes)
    : Operation<SendStepUpCode.Request, SendStepUpCode.Answer>(gate)
{
    /// <summary>Says why no code was sent.</summary>
    public const string LimitReached = "We send at most three codes in 15 minutes. Use the last one that you received.";

    public sealed record Request : IRequest;

    /// <param name="Sent">
    /// False if the account has an authenticator app or a passkey to use, or if the limit of emails is reached.
    /// </param>
    /// <param name="Methods">The second factors that the account can use.</param>
    public sealed record Answer(bool Sent, IReadOnlyList<SecondFactorKind> Methods);

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "step_up.send";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await accounts.LockAsync(context, context.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        var methods = await factors.HasAsync(context, account.Id, ct)
            ? await factors.MethodsAsync(context, account.Id, ct)
            : [SecondFactorKind.MailedCode];
        var sent = methods is [SecondFactorKind.MailedCode] && await emailCodes.SendAsync(context, account, ct);
        context.Note(new Id<Session>(context.Actor.SessionId ?? Guid.Empty).ToString(), context.Actor.Name);
        return new Answer(sent, methods);
    }
}
