using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// A new password, for the mailed link: by a click on its page, because mail scanners open links and press no buttons, and in the browser that
/// asked for it. Who reads the mail elsewhere types the code.
/// </summary>
public sealed class ResetByLink(Gate gate, PasswordBook book, ChallengeBook challenges) : Operation<ResetByLink.Request, Done>(gate)
{
    /// <param name="Token">Of the link.</param>
    /// <param name="Password">Hashed at the desk, before this transaction.</param>
    /// <param name="HeldHere">The challenge that this browser began, by its cookie.</param>
    public sealed record Request(string Token, HashedPassword Password, Id<Challenge>? HeldHere) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.reset_by_link";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var hash = Token.HashOf(request.Token);
        var account = await book.LockOwnerAsync(pass, pass.Db.Challenges.Where(row => row.LinkHash == hash), ct);
        if (account is null || await challenges.FindLinkAsync(pass, request.Token, ChallengePurpose.PasswordReset, ct) is not { } challenge)
            return AccountProblems.ChallengeRefused;
        if (challenge.Id != request.HeldHere)
            return AccountProblems.OtherBrowser;
        challenge.Spend(pass.Now);
        await book.FinishAsync(pass, account, request.Password, ct);
        return new Done();
    }
}
