using App.Platform;

namespace App.Accounts;

/// <summary>
/// Someone signed in wants another address: a code goes there and has to come back. The answer is the same for an address that somebody has
/// already; its mail says so, to its owner alone.
/// </summary>
public sealed class AskForNewEmail(Gate gate, AccountBook accounts, ChallengeBook challenges) : Operation<AskForNewEmail.Request, Done>(gate)
{
    /// <param name="Email">To be proved.</param>
    public sealed record Request(string Email) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "email.ask_change";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await accounts.LockAsync(pass, pass.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        var email = request.Email.Trim();
        if (accounts.Normalize(email) == account.NormalizedEmail)
            return Problem.Invalid.For("email", "This is your address already.");

        await accounts.LockAddressAsync(pass, email, ct);
        var purpose = await accounts.FindByEmailAsync(pass, email, ct) is { EmailConfirmed: true } ? ChallengePurpose.AddressTaken : ChallengePurpose.NewAddress;
        await challenges.PutAsync(pass, Id<Challenge>.New(pass.Now), purpose, account.Id, email, SessionDetails.Write(pass, email),
            secret => purpose == ChallengePurpose.NewAddress ? new NewAddressLetter(secret.Code) : new AddressTakenLetter(), ct);
        var view = AccountView.Of(account);
        pass.Note(view.Id.ToString(), view.Name);
        return new Done();
    }
}
