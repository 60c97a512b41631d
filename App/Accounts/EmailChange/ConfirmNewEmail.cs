using App.SignIn;

namespace App.Accounts;

/// <summary>
/// Changes the caller's email address with the code from the new address, in the session that requested it. The other sessions
/// end, and the previous address gets an email. A wrong code is a result and not a problem, because the attempt has to be
/// saved.
/// </summary>
public sealed class ConfirmNewEmail(
    Gate gate, AccountStore accounts, EmailCodeStore emailCodes, SessionStore sessions, EmailOutbox outbox)
    : Operation<ConfirmNewEmail.Request, ConfirmNewEmail.Answer>(gate)
{
    /// <param name="Code">Six digits from the email.</param>
    public sealed record Request(string Code) : IRequest
    {
        public void Check(Checks checks) =>
            checks.That(Code.Length == 6 && Code.All(char.IsAsciiDigit), nameof(Code), "The code has six digits.");
    }

    /// <param name="Changed">False if the code was refused, for whatever reason.</param>
    public sealed record Answer(bool Changed);

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "email.change";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await accounts.LockAsync(context, context.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        var before = AccountView.Of(account);
        var latest = await EmailCodeStore.FindOfSessionAsync(
            context, [EmailCodePurpose.NewAddress, EmailCodePurpose.AddressTaken], ct);
        var redeemed = latest is null
            ? null
            : await emailCodes.RedeemCodeAsync(context, latest.Id, EmailCodePurpose.NewAddress, request.Code, ct);
        if (redeemed is null || !await accounts.MoveAsync(context, account, SessionDetails.Read(redeemed).Email!, ct))
        {
            context.Note(before.Id.ToString(), "Code refused");
            return new Answer(false);
        }
        await EmailCodeStore.VoidAsync(context, account.Id, ct); // codes and links in the previous mailbox stop working
        await sessions.EndAllAsync(context, account.Id, context.Actor.SessionId, ct);
        await outbox.PutAsync(context, before.Email, new AddressChangedEmail());
        context.Note(before.Id.ToString(), before.Name, before, AccountView.Of(account));
        return new Answer(true);
    }
}
