using App.Platform;

namespace App.Accounts;

/// <summary>
/// The code comes back from the new address, in the session that asked: it is the account's from here on, its other sessions end, and the old
/// address is told. A wrong code is an answer and not a problem, because the try has to be recorded.
/// </summary>
public sealed class ConfirmNewEmail(Gate gate, AccountBook accounts, ChallengeBook challenges, SessionBook sessions, Postbox postbox)
    : Operation<ConfirmNewEmail.Request, ConfirmNewEmail.Answer>(gate)
{
    /// <param name="Code">As mailed.</param>
    public sealed record Request(string Code) : IRequest
    {
        public void Check(Checks checks) => checks.That(Code.Length == 6 && Code.All(char.IsAsciiDigit), nameof(Code), "The code has six digits.");
    }

    /// <param name="Changed">False: refused, for whatever reason.</param>
    public sealed record Answer(bool Changed);

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "email.change";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await accounts.LockAsync(pass, pass.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        var (before, asked) = (AccountView.Of(account), await ChallengeBook.FindOfSessionAsync(pass, [ChallengePurpose.NewAddress, ChallengePurpose.AddressTaken], ct));
        if (asked is null || await challenges.RedeemCodeAsync(pass, asked.Id, ChallengePurpose.NewAddress, request.Code, ct) is not { } spent
            || !await accounts.MoveAsync(pass, account, SessionDetails.Read(spent).Email!, ct))
        {
            pass.Note(before.Id.ToString(), "Code refused");
            return new Answer(false);
        }
        await ChallengeBook.VoidAsync(pass, account.Id, ct); // what was mailed to the old address opens nothing more
        await sessions.EndAllAsync(pass, account.Id, pass.Actor.SessionId, ct);
        await postbox.PutAsync(pass, before.Email, new AddressChangedLetter());
        pass.Note(before.Id.ToString(), before.Name, before, AccountView.Of(account));
        return new Answer(true);
    }
}
