using App.Platform;

namespace App.Accounts;

/// <summary>Someone signed in takes another password: with the one they have, or a second factor proved a moment ago. Their other sessions end.</summary>
public sealed class ChangePassword(Gate gate, AccountBook accounts, PasswordBook book) : Operation<ChangePassword.Request, Done>(gate)
{
    /// <param name="Password">Hashed at the desk, before this transaction.</param>
    /// <param name="Proof">Of the password so far; null: a fresh second factor is asked for.</param>
    public sealed record Request(HashedPassword Password, SignInProof? Proof) : IRequest
    {
        bool IRequest.IsSensitive => Proof is null;

        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "password.change";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await accounts.LockAsync(pass, pass.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        if (request.Proof is { } proof && (proof.AccountId != account.Id || proof.Stamp != account.SecurityStamp || account.IsLocked(pass.Now)))
            return AccountProblems.WrongPassword;
        var view = AccountView.Of(account);
        var ended = await book.ChangeAsync(pass, account, request.Password, pass.Actor.SessionId, ct);
        pass.Note(view.Id.ToString(), view.Name, before: new { Sessions = ended });
        return new Done();
    }
}
