using App.Platform;

namespace App.Accounts;

/// <summary>Mails a code to someone signed in who has no other second factor to show.</summary>
public sealed class SendStepUpCode(Gate gate, AccountBook accounts, FactorBook factors, ChallengeBook challenges) : Operation<SendStepUpCode.Request, SendStepUpCode.Answer>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="Sent">False: an authenticator app or a passkey is there to be used, or too many codes were sent of late.</param>
    /// <param name="Methods">What may be shown.</param>
    public sealed record Answer(bool Sent, IReadOnlyList<FactorKind> Methods);

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "step_up.send";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await accounts.LockAsync(pass, pass.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        var methods = await factors.HasAsync(pass, account.Id, ct) ? await factors.MethodsAsync(pass, account.Id, ct) : [FactorKind.MailedCode];
        var sent = methods is [FactorKind.MailedCode] && await challenges.SendStepUpAsync(pass, account, ct);
        pass.Note(new Id<Session>(pass.Actor.SessionId ?? Guid.Empty).ToString(), pass.Actor.Name);
        return new Answer(sent, methods);
    }
}
